package com.leadignite.auth.apikey;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** API keys as the service itself sees them: whoever shows one is nobody yet. */
@Singleton
final class IntrospectionStore {

  private static final String COLUMNS =
      StoredApiKey.COLUMNS
          + """
          ,
          k.tenant_id,
          k.secret_hash = $1 as is_current,
          k.secret_unseen,
          k.revoked_at,
          m.role as owner_role,
          m.created_at as member_since,
          m.suspended_at is not null as organization_suspended,
          u.banned_until,
          u.email,
          k.networks,
          date_trunc('milliseconds', clock_timestamp()) as read_at
          """;

  private final Rows rows;

  IntrospectionStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * The key of that hash, present or previous, and what its owner is. It waits for transactions
   * that change one of the three: a revocation carries a time before its commit, and what is read
   * later must know of it. The account is locked first, as those who change a key do.
   */
  Uni<Optional<ShownApiKey>> find(byte[] hash) {
    String sql =
        "select\n"
            + COLUMNS
            + """
            from api_keys k
            join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.owner_id
            join users u on u.id = k.owner_id
            where k.secret_hash = $1
               or k.previous_hash = $1
            for share of u, m, k
            """;
    return one(sql, hash)
        .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : ofFormerMember(hash));
  }

  private Uni<Optional<ShownApiKey>> ofFormerMember(byte[] hash) {
    String sql =
        "select\n"
            + COLUMNS
            + """
            from api_keys k
            join users u on u.id = k.owner_id
            left join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.owner_id
            where k.secret_hash = $1
               or k.previous_hash = $1
            """;
    return one(sql, hash)
        // Who became a member between the two statements is one by the next answer.
        .map(found -> found.map(ShownApiKey::withoutMembership));
  }

  private Uni<Optional<ShownApiKey>> one(String sql, byte[] hash) {
    return rows.asService()
        .query(sql, Tuple.of(Buffer.buffer(hash)))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(ShownApiKey.of(found.iterator().next())));
  }

  /** What is new about a use: nothing, if another replica was told first. */
  record Use(boolean first, boolean fromNewNetwork) {}

  /**
   * Notes that a key is used, ten minutes apart, from another network, or by a secret that is new.
   */
  Uni<Use> use(
      Transaction transaction, ShownApiKey shown, byte[] hash, String network, Instant now) {
    String sql =
        """
        with before as (
          select
            tenant_id,
            id,
            last_used_at,
            networks
          from api_keys
          where tenant_id = $1
            and id = $2
            and (
              last_used_at is null
              or last_used_at <= $4
              or not $3::text = any (networks)
              or (secret_unseen and secret_hash = $6))
          for no key update
        )
        update api_keys k
        set
          last_used_at = $5,
          secret_unseen = k.secret_unseen and k.secret_hash <> $6,
          networks =
            case
              when $3::text = any (before.networks) then before.networks
              else (array_prepend($3::text, before.networks))[1:32]
            end
        from before
        where k.tenant_id = before.tenant_id
          and k.id = before.id
        returning
          before.last_used_at is null as first,
          not $3::text = any (before.networks) as from_new_network
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                shown.tenantId().value(),
                shown.key().id(),
                network,
                utc(now.minus(IntrospectApiKey.COARSE)),
                utc(now),
                Buffer.buffer(hash)))
        .map(found -> {
          if (found.size() == 0) {
            return new Use(false, false);
          }
          var row = found.iterator().next();
          return new Use(row.getBoolean("first"), row.getBoolean("from_new_network"));
        });
  }

  /** Notes that a known key was refused; answers whether that is worth an event again. */
  Uni<Boolean> refuse(Transaction transaction, ShownApiKey shown, Instant now) {
    String sql =
        """
        update api_keys
        set refused_at = $3
        where tenant_id = $1
          and id = $2
          and (refused_at is null or refused_at <= $4)
        """;
    return transaction
        .query(
            sql,
            Tuple.of(
                shown.tenantId().value(),
                shown.key().id(),
                utc(now),
                utc(now.minus(IntrospectApiKey.COARSE))))
        .map(found -> found.rowCount() == 1);
  }
}
