package com.leadignite.auth.verify;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.device.UnknownDevice;
import com.leadignite.auth.linking.PendingLink;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The codes of PKCE. Every statement runs as the service. */
@Singleton
final class PkceCodeStore {

  private final Rows.Scope rows;

  PkceCodeStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** A code that was taken, and is gone; the provider's tokens are sealed. */
  record Taken(CodeGrant grant, @Nullable Buffer tokens) {}

  Uni<Void> insert(
      Transaction tx,
      byte[] codeHash,
      CodeGrant grant,
      @Nullable Buffer tokens,
      Instant now,
      Instant expiresAt) {
    String sql =
        """
        insert into pkce_codes (
          code_hash,
          user_id,
          code_challenge,
          provider,
          link,
          session_id,
          provider_tokens,
          unknown_device,
          unknown_network,
          created_at,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;
    PendingLink link = grant.link();
    UnknownDevice unknown = grant.unknown();
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  Buffer.buffer(codeHash),
                  grant.user().value(),
                  grant.challenge().value(),
                  grant.provider(),
                  link == null ? null : link.toJson(),
                  link == null ? null : link.session().value(),
                  tokens,
                  unknown == null ? null : unknown.name(),
                  unknown == null ? null : unknown.network(),
                  utc(now),
                  utc(expiresAt)
                }))
        .replaceWithVoid();
  }

  /** Takes a code, so that nobody can take it again; empty if there is none. */
  Uni<Optional<Taken>> take(byte[] codeHash, Instant now) {
    String sql =
        """
        delete from pkce_codes
        where code_hash = $1
          and expires_at > $2
        returning
          user_id,
          code_challenge,
          provider,
          link,
          session_id,
          provider_tokens,
          unknown_device,
          unknown_network
        """;
    return rows.query(sql, Tuple.of(Buffer.buffer(codeHash), utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(taken(found.iterator().next())));
  }

  private static Taken taken(Row row) {
    JsonObject link = row.getJsonObject("link");
    String network = row.getString("unknown_network");
    return new Taken(
        new CodeGrant(
            new UserId(row.getUUID("user_id")),
            new CodeChallenge(row.getString("code_challenge")),
            row.getString("provider"),
            link == null ? null : PendingLink.of(new SessionId(row.getUUID("session_id")), link),
            null,
            network == null ? null : new UnknownDevice(row.getString("unknown_device"), network)),
        row.getBuffer("provider_tokens"));
  }

  Uni<Void> deleteExpired(Instant before) {
    String sql =
        """
        delete from pkce_codes
        where expires_at < $1
        """;
    return rows.query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }
}
