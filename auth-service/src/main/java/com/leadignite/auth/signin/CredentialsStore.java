package com.leadignite.auth.signin;

import static com.leadignite.guard.time.SqlTime.instantOrNull;
import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What accounts have to show at sign-in. */
@Singleton
final class CredentialsStore {

  private final Rows rows;

  CredentialsStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The credentials of the account that has the address.
   *
   * @param network the client's address, or its network
   * @param since how far back a sign-in from there makes it a known one
   */
  Uni<Optional<Credentials>> of(Address address, String network, Instant since, Instant now) {
    String sql =
        """
        select
          u.id,
          coalesce(u.email, u.phone) as counted,
          u.tenant_id,
          p.phc,
          p.changed_at,
          case
            when u.email = $1 then u.email_confirmed_at
            else u.phone_confirmed_at
          end is not null as confirmed,
          (u.banned_until > $4) is true as banned,
          u.last_sign_in_at is not null as signed_in_before,
          exists (
            select
            from sessions s
            where s.user_id = u.id
              and s.address = $2
              and s.created_at > $3
          ) as known_address
        from users u
        left join passwords p on p.user_id = u.id
        where u.email = $1 or u.phone = $1
        """;
    return rows.asService()
        .query(sql, Tuple.of(address.value(), network, utc(since), utc(now)))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(credentials(found.iterator().next())));
  }

  private static Credentials credentials(Row row) {
    return new Credentials(
        new UserId(row.getUUID("id")),
        Address.of(row.getString("counted")),
        new TenantId(row.getUUID("tenant_id")),
        row.getString("phc"),
        instantOrNull(row, "changed_at"),
        row.getBoolean("confirmed"),
        row.getBoolean("banned"),
        row.getBoolean("signed_in_before"),
        row.getBoolean("known_address"));
  }
}
