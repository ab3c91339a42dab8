package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.oauth.EndGrants.Ended;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people let clients do. Every statement runs as the service. */
@Singleton
final class GrantStore {

  private static final String FIND =
      "select\n"
          + Grant.COLUMNS
          + """
          from oauth_grants g
          where g.id = $1
          """;

  private final Rows rows;

  GrantStore(Rows rows) {
    this.rows = rows;
  }

  Uni<Void> insert(Transaction tx, Grant grant) {
    String sql =
        """
        insert into oauth_grants (
          tenant_id,
          id,
          client_id,
          user_id,
          kind,
          role,
          scopes,
          proof_key,
          created_at,
          not_after,
          refreshed_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  grant.tenantId().value(),
                  grant.id(),
                  grant.clientId(),
                  grant.userId().value(),
                  grant.isOfPerson() ? "person" : "client",
                  grant.role().wireName(),
                  names(grant.scopes()),
                  grant.proofKey(),
                  utc(grant.createdAt()),
                  utc(grant.notAfter()),
                  utc(grant.refreshedAt())
                }))
        .replaceWithVoid();
  }

  /** A grant as it is. */
  Uni<Optional<Grant>> find(Transaction tx, UUID id) {
    return tx.query(FIND, Tuple.of(id)).map(found -> all(found).stream().findFirst());
  }

  /** A grant, held until the transaction ends. */
  Uni<Optional<Grant>> hold(Transaction tx, UUID id) {
    return tx.query(FIND + "for no key update", Tuple.of(id))
        .map(found -> all(found).stream().findFirst());
  }

  /** Whether a client may act for a person already. */
  Uni<Boolean> isGiven(Transaction tx, Caller.Person person, UUID client) {
    String sql =
        """
        select id
        from oauth_grants
        where tenant_id = $1
          and client_id = $2
          and user_id = $3
          and kind = 'person'
          and ended_at is null
          and not_after > clock_timestamp()
        limit 1
        """;
    return tx.query(sql, Tuple.of(person.tenantId().value(), client, person.userId().value()))
        .map(found -> found.size() > 0);
  }

  /** What people can see of it: that which they consented to and the client took up. */
  Uni<List<GivenGrant>> ofPerson(TenantId tenant, UserId user, Instant now) {
    String sql =
        """
        select
          c.id,
          c.name,
          c.redirect_uris,
          g.scopes,
          g.created_at
        from oauth_grants g
        join oauth_clients c on c.tenant_id = g.tenant_id and c.id = g.client_id
        where g.user_id = $2
          and g.tenant_id = $1
          and g.kind = 'person'
          and g.ended_at is null
          and g.not_after > $3
          and exists (
            select 1
            from oauth_codes k
            where k.grant_id = g.id
              and k.taken_at is not null
            union all
            select 1
            from oauth_refresh_tokens t
            where t.grant_id = g.id)
        order by g.id desc
        limit 200
        """;
    return rows.asService()
        .query(sql, Tuple.of(tenant.value(), user.value(), utc(now)))
        .map(found -> {
          List<GivenGrant> given = new ArrayList<>();
          found.forEach(row -> given.add(GivenGrant.of(row)));
          return given;
        });
  }

  /** A client took a grant up: until when it is valid, and to which key its tokens are bound. */
  Uni<Void> begin(Transaction tx, Grant grant, Instant now) {
    String sql =
        """
        update oauth_grants
        set
          not_after = $2,
          proof_key = $3,
          refreshed_at = $4
        where id = $1
        """;
    return tx.query(sql, Tuple.of(grant.id(), utc(grant.notAfter()), grant.proofKey(), utc(now)))
        .replaceWithVoid();
  }

  Uni<List<Ended>> end(Transaction tx, UUID id, EndReason why) {
    return ended(tx, "id = $1", Tuple.of(id, why.wireName()), "$2");
  }

  Uni<List<Ended>> endAll(Transaction tx, TenantId tenant, UUID client, EndReason why) {
    return ended(
        tx,
        "tenant_id = $1 and client_id = $2 and not_after > clock_timestamp()",
        Tuple.of(tenant.value(), client, why.wireName()),
        "$3");
  }

  /** Ends what a client has of scopes for itself: each of its tokens is a grant. */
  Uni<List<Ended>> endOwn(
      Transaction tx, TenantId tenant, UUID client, Collection<Scope> scopes, EndReason why) {
    return ended(
        tx,
        "tenant_id = $1 and client_id = $2 and kind = 'client' and scopes && $3"
            + " and not_after > clock_timestamp()",
        Tuple.of(tenant.value(), client, names(scopes), why.wireName()),
        "$4");
  }

  /** Who has given a client any of these scopes. */
  Uni<List<UserId>> givers(Transaction tx, TenantId tenant, UUID client, Collection<Scope> scopes) {
    String sql =
        """
        select distinct user_id
        from oauth_grants
        where tenant_id = $1
          and client_id = $2
          and kind = 'person'
          and scopes && $3
          and ended_at is null
          and not_after > clock_timestamp()
        """;
    return tx.query(sql, Tuple.of(tenant.value(), client, names(scopes)))
        .map(found -> {
          List<UserId> users = new ArrayList<>();
          found.forEach(row -> users.add(new UserId(row.getUUID("user_id"))));
          return users;
        });
  }

  private static String[] names(Collection<Scope> scopes) {
    return Scope.names(scopes.stream()).toArray(String[]::new);
  }

  Uni<List<Ended>> endOf(Transaction tx, TenantId tenant, UserId user, UUID client) {
    return ended(
        tx,
        "tenant_id = $1 and client_id = $2 and user_id = $3 and kind = 'person'",
        Tuple.of(tenant.value(), client, user.value(), EndReason.REVOKED.wireName()),
        "$4");
  }

  private static Uni<List<Ended>> ended(
      Transaction tx, String which, Tuple parameters, String reason) {
    String sql =
        "update oauth_grants set ended_at = clock_timestamp(), end_reason = "
            + reason
            + " where ended_at is null and "
            + which
            + " returning id, user_id";
    return tx.query(sql, parameters)
        .map(found -> {
          List<Ended> ended = new ArrayList<>();
          found.forEach(
              row -> ended.add(new Ended(row.getUUID("id"), new UserId(row.getUUID("user_id")))));
          return ended;
        });
  }

  /** Deletes what has been over for long. */
  Uni<Void> deleteOver(Instant before) {
    String sql =
        """
        delete from oauth_grants
        where not_after < $1
        """;
    return rows.asService().query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  static List<Grant> all(RowSet<Row> found) {
    List<Grant> grants = new ArrayList<>();
    found.forEach(row -> grants.add(Grant.of(row)));
    return grants;
  }
}
