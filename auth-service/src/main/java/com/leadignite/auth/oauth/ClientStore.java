package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients, as the admins of their organization see and change them. */
@Singleton
final class ClientStore {

  private static final String FIND =
      "select\n"
          + Client.COLUMNS
          + """
          from oauth_clients c
          where c.tenant_id = $1
            and c.id = $2
          """;

  private final Rows rows;

  ClientStore(Rows rows) {
    this.rows = rows;
  }

  /** The clients of an organization, newest first. */
  Uni<List<Client>> page(Caller.Person caller, Optional<UUID> before, int limit) {
    String sql =
        "select\n"
            + Client.COLUMNS
            + """
            from oauth_clients c
            where c.tenant_id = $1
              and ($2::uuid is null or c.id < $2)
            order by c.id desc
            limit $3
            """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.tenantId().value(), before.orElse(null), limit))
        .map(ClientStore::all);
  }

  Uni<Optional<Client>> find(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .query(FIND, Tuple.of(caller.tenantId().value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** One client, locked until the transaction ends: what is issued to it waits, or came before. */
  Uni<Optional<Client>> hold(Transaction tx, TenantId tenant, UUID id) {
    return tx.query(FIND + "for update", Tuple.of(tenant.value(), id))
        .map(found -> all(found).stream().findFirst());
  }

  /** How many clients an organization has; registrations of others wait. */
  Uni<Long> count(Transaction tx, TenantId tenant) {
    String lock =
        """
        select tenant_id
        from organizations
        where tenant_id = $1
        for no key update
        """;
    String sql =
        """
        select count(*) as registered
        from oauth_clients
        where tenant_id = $1
        """;
    Tuple of = Tuple.of(tenant.value());
    return tx.query(lock, of)
        .chain(() -> tx.query(sql, of))
        .map(found -> found.iterator().next().getLong("registered"));
  }

  Uni<Void> insert(
      Transaction tx, Caller.Person caller, Client client, @Nullable ClientSecret secret) {
    String sql =
        """
        insert into oauth_clients (
          tenant_id,
          id,
          owner_id,
          owner_role,
          name,
          auth_method,
          grant_types,
          redirect_uris,
          scopes,
          dpop_bound,
          jwks,
          jwks_uri,
          hint,
          secret_hash,
          created_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  caller.tenantId().value(),
                  client.clientId(),
                  caller.userId().value(),
                  DelegationPolicy.lower(caller.role(), caller.role()).wireName(),
                  client.name(),
                  client.authMethod().wireName(),
                  client.grantTypes().stream().map(GrantType::wireName).toArray(String[]::new),
                  client.redirectUris().toArray(String[]::new),
                  names(client.scopes()),
                  client.dpopBound(),
                  text(client.jwks()),
                  client.jwksUri(),
                  client.hint(),
                  secret == null ? null : Buffer.buffer(secret.hash()),
                  utc(client.createdAt())
                }))
        .replaceWithVoid();
  }

  Uni<Client> change(
      Transaction tx, TenantId tenant, UUID id, ClientChange wanted, @Nullable Instant disabledAt) {
    String sql =
        """
        update oauth_clients c
        set
          name = $3,
          redirect_uris = $4,
          scopes = $5,
          dpop_bound = $6,
          jwks = $7,
          jwks_uri = $8,
          disabled_at = $9
        where c.tenant_id = $1
          and c.id = $2
        returning
        """
            + Client.COLUMNS;
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  tenant.value(),
                  id,
                  wanted.name(),
                  wanted.redirectUris().toArray(String[]::new),
                  names(wanted.scopes()),
                  wanted.dpopBound(),
                  text(wanted.jwks()),
                  wanted.jwksUri(),
                  utc(disabledAt)
                }))
        .map(ClientStore::one);
  }

  /** Makes an admin the owner: from now on the client acts as they may. */
  Uni<Void> transfer(Transaction tx, Caller.Person to, UUID id, Instant now) {
    String sql =
        """
        update oauth_clients
        set
          owner_id = $3,
          owner_role = $4,
          authorized_at = $5
        where tenant_id = $1
          and id = $2
        """;
    return tx.query(
            sql,
            Tuple.of(
                to.tenantId().value(),
                id,
                to.userId().value(),
                DelegationPolicy.lower(to.role(), to.role()).wireName(),
                utc(now)))
        .replaceWithVoid();
  }

  Uni<Void> delete(Transaction tx, TenantId tenant, UUID id) {
    String sql =
        """
        delete from oauth_clients
        where tenant_id = $1
          and id = $2
        """;
    return tx.query(sql, Tuple.of(tenant.value(), id)).replaceWithVoid();
  }

  private static @Nullable String text(@Nullable Map<String, Object> jwks) {
    return jwks == null ? null : new JsonObject(jwks).encode();
  }

  private static String[] names(List<Scope> scopes) {
    return Scope.names(scopes.stream()).toArray(String[]::new);
  }

  static Client one(RowSet<Row> found) {
    return Client.of(found.iterator().next());
  }

  private static List<Client> all(RowSet<Row> found) {
    List<Client> clients = new ArrayList<>();
    found.forEach(row -> clients.add(Client.of(row)));
    return clients;
  }
}
