package com.leadignite.auth.verify;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The codes of PKCE. Every statement runs as the service. */
@Singleton
final class PkceCodeStore {

  private final Rows.Scope rows;

  PkceCodeStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** A code that was taken, and is gone. */
  record Taken(UserId user, CodeChallenge challenge) {}

  Uni<Void> insert(
      Transaction tx,
      byte[] codeHash,
      UserId user,
      CodeChallenge challenge,
      Instant now,
      Instant expiresAt) {
    String sql =
        """
        insert into pkce_codes (
          code_hash,
          user_id,
          code_challenge,
          created_at,
          expires_at
        ) values ($1, $2, $3, $4, $5)
        """;
    return tx.query(
            sql,
            Tuple.of(
                Buffer.buffer(codeHash), user.value(), challenge.value(), utc(now), utc(expiresAt)))
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
          code_challenge
        """;
    return rows.query(sql, Tuple.of(Buffer.buffer(codeHash), utc(now)))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(
              new Taken(
                  new UserId(row.getUUID("user_id")),
                  new CodeChallenge(row.getString("code_challenge"))));
        });
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
