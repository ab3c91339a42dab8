package com.leadignite.auth.oauth;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** The people that clients act for. Every statement runs as the service. */
@Singleton
final class GiverStore {

  private static final String GIVER =
      """
      select
        m.role,
        m.created_at as member_since,
        u.email,
        (u.banned_until > clock_timestamp()) is true or m.suspended_at is not null as banned,
        (
          select max(r.revoked_at)
          from revocations r
          where r.user_id = u.id
            and r.session_id is null
            and (not r.in_tenant_only or r.tenant_id = m.tenant_id)
        ) as revoked_at,
        now() as read_at
      from oauth_clients c
      join memberships m on m.tenant_id = c.tenant_id
      join users u on u.id = m.user_id
      where c.tenant_id = $1
        and c.id = $2
        and c.disabled_at is null
        and m.user_id = $3
      """;

  GiverStore() {}

  /**
   * The person a client acts for, held until the transaction ends, as the client is: a ban, a
   * change of the role and the end of the client wait, so that they revoke the token that is about
   * to be minted. Empty if the client is disabled or gone, or the person no member.
   */
  Uni<Optional<Giver>> hold(Transaction tx, TenantId tenant, UUID client, UserId user) {
    return first(tx, GIVER + "for share of c, u, m", tenant, client, user);
  }

  /** The same, of what changes nothing: it waits for nobody. */
  Uni<Optional<Giver>> find(Transaction tx, TenantId tenant, UUID client, UserId user) {
    return first(tx, GIVER, tenant, client, user);
  }

  private static Uni<Optional<Giver>> first(
      Transaction tx, String sql, TenantId tenant, UUID client, UserId user) {
    return tx.query(sql, Tuple.of(tenant.value(), client, user.value()))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(Giver.of(found.iterator().next())));
  }

  /**
   * The account of a person, held until the transaction ends: first of all, as whoever ends their
   * sessions does, so that the two do not wait for each other.
   */
  Uni<Void> holdAccount(Transaction tx, UserId user) {
    String sql =
        """
        select id
        from users
        where id = $1
        for share
        """;
    return tx.query(sql, Tuple.of(user.value())).replaceWithVoid();
  }
}
