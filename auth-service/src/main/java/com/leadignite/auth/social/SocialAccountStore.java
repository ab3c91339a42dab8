package com.leadignite.auth.social;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.identity.ProvenIdentity;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose account a person at a provider may be. Every statement runs as the service. */
@Singleton
final class SocialAccountStore {

  private final Rows.Scope rows;

  SocialAccountStore(Rows rows) {
    this.rows = rows.asService();
  }

  /**
   * An account that a person may be let into.
   *
   * @param user whose it is
   * @param address what attempts at it are counted under; null if it has none
   * @param linked whether the identity is linked to it
   * @param verified whether its owner has shown that the address is theirs (B28)
   * @param others whether something else than that address leads to it: a phone that was shown to
   *     be its owner's, or a provider
   */
  record Candidate(
      UserId user, @Nullable Address address, boolean linked, boolean verified, boolean others) {}

  /** The account of an identity, or else the one that has the address; empty if there is none. */
  Uni<Optional<Candidate>> candidate(ProvenIdentity identity, Optional<EmailAddress> email) {
    String sql =
        """
        select
          u.id,
          coalesce(u.email, u.phone) as address,
          l.user_id is not null as linked,
          u.email_confirmed_at is not null as verified,
          u.phone_confirmed_at is not null or exists (
            select
            from identities o
            where o.user_id = u.id
              and o.issuer is not null
          ) as others
        from users u
        left join identities l
          on l.user_id = u.id
          and l.provider = $1
          and l.issuer = $2
          and l.subject = $3
        where u.id = (
            select i.user_id
            from identities i
            where i.provider = $1
              and i.issuer = $2
              and i.subject = $3
          )
          or u.email = $4
        order by linked desc
        limit 1
        """;
    return rows.query(
            sql,
            Tuple.of(
                identity.provider(),
                identity.issuer(),
                identity.subject(),
                email.map(EmailAddress::value).orElse(null)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(candidate(found.iterator().next())));
  }

  private static Candidate candidate(Row row) {
    String address = row.getString("address");
    return new Candidate(
        new UserId(row.getUUID("id")),
        address == null ? null : Address.of(address),
        row.getBoolean("linked"),
        row.getBoolean("verified"),
        row.getBoolean("others"));
  }
}
