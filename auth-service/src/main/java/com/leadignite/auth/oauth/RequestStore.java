package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Authorization requests, by the hash of a handle of 256 random bits: pushed by their client, or
 * waiting for a person. Every statement runs as the service.
 */
@Singleton
final class RequestStore {

  private final Rows.Scope rows;

  RequestStore(Rows rows) {
    this.rows = rows.asService();
  }

  Uni<Void> push(String handle, AuthorizationRequest asked, Instant expiresAt) {
    return insert(handle, "pushed", asked, expiresAt);
  }

  Uni<Void> wait(String handle, AuthorizationRequest asked, Instant expiresAt) {
    return insert(handle, "waiting", asked, expiresAt);
  }

  private Uni<Void> insert(
      String handle, String kind, AuthorizationRequest asked, Instant expiresAt) {
    String sql =
        """
        insert into oauth_requests (
          handle_hash,
          kind,
          tenant_id,
          client_id,
          redirect_uri,
          scopes,
          state,
          code_challenge,
          proof_key,
          expires_at,
          error,
          error_description
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;
    AuthorizationRequest.Fault fault = asked.fault();
    return rows.query(
            sql,
            Tuple.from(
                new Object[] {
                  hash(handle),
                  kind,
                  asked.tenantId().value(),
                  asked.clientId(),
                  asked.redirectUri(),
                  Scope.names(asked.scopes().stream()).toArray(String[]::new),
                  asked.state(),
                  asked.codeChallenge(),
                  asked.proofKey(),
                  utc(expiresAt),
                  fault == null ? null : fault.error(),
                  fault == null ? null : fault.description()
                }))
        .replaceWithVoid();
  }

  /** Takes a request that its client pushed, once. */
  Uni<Optional<AuthorizationRequest>> takePushed(String handle, UUID client, Instant now) {
    String sql =
        """
        delete from oauth_requests
        where handle_hash = $1
          and kind = 'pushed'
          and client_id = $2
          and expires_at > $3
        returning
        """
            + AuthorizationRequest.COLUMNS;
    return rows.query(sql, Tuple.of(hash(handle), client, utc(now))).map(RequestStore::first);
  }

  /**
   * Shows a waiting request to a person of its client's organization: to the first one who looks,
   * and to nobody else after them.
   */
  Uni<Optional<AuthorizationRequest>> show(String handle, Caller.Person person, Instant now) {
    String sql =
        """
        update oauth_requests
        set user_id = $3
        where handle_hash = $1
          and kind = 'waiting'
          and tenant_id = $2
          and (user_id is null or user_id = $3)
          and expires_at > $4
        returning
        """
            + AuthorizationRequest.COLUMNS;
    return rows.query(sql, parameters(handle, person, now)).map(RequestStore::first);
  }

  /** Takes a request that was shown to that person, once. */
  Uni<Optional<AuthorizationRequest>> take(
      Transaction tx, String handle, Caller.Person person, Instant now) {
    String sql =
        """
        delete from oauth_requests
        where handle_hash = $1
          and kind = 'waiting'
          and tenant_id = $2
          and user_id = $3
          and expires_at > $4
        returning
        """
            + AuthorizationRequest.COLUMNS;
    return tx.query(sql, parameters(handle, person, now)).map(RequestStore::first);
  }

  /** The name of the organization that a person is asked in. */
  Uni<String> organization(TenantId tenant) {
    String sql =
        """
        select name
        from organizations
        where tenant_id = $1
        """;
    return rows.query(sql, Tuple.of(tenant.value()))
        .map(found -> found.size() == 0 ? "" : found.iterator().next().getString("name"));
  }

  Uni<Void> deleteExpired(Instant before) {
    String sql =
        """
        delete from oauth_requests
        where expires_at < $1
        """;
    return rows.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  private static Tuple parameters(String handle, Caller.Person person, Instant now) {
    return Tuple.of(hash(handle), person.tenantId().value(), person.userId().value(), utc(now));
  }

  private static Buffer hash(String handle) {
    return Buffer.buffer(Sha256.of(handle));
  }

  private static Optional<AuthorizationRequest> first(RowSet<Row> found) {
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(AuthorizationRequest.of(found.iterator().next()));
  }
}
