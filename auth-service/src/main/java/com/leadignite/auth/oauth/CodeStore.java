package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Authorization codes, by their hash. Every statement runs as the service. */
@Singleton
final class CodeStore {

  private final Rows rows;

  CodeStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * A code that a client showed.
   *
   * @param isFirst whether nobody did before
   */
  record Shown(UUID grant, String redirectUri, CodeChallenge challenge, boolean isFirst) {}

  Uni<Void> insert(
      Transaction tx, String code, UUID grant, AuthorizationRequest asked, Instant expiresAt) {
    String sql =
        """
        insert into oauth_codes (
          code_hash,
          grant_id,
          redirect_uri,
          code_challenge,
          expires_at
        ) values ($1, $2, $3, $4, $5)
        """;
    return tx.query(
            sql,
            Tuple.of(hash(code), grant, asked.redirectUri(), asked.codeChallenge(), utc(expiresAt)))
        .replaceWithVoid();
  }

  /** Holds the account of the person who gave a code, before anything else that it leads to. */
  Uni<Void> holdGiver(Transaction tx, String code) {
    String sql =
        """
        select u.id
        from users u
        where u.id = (
          select g.user_id
          from oauth_codes c
          join oauth_grants g on g.id = c.grant_id
          where c.code_hash = $1
        )
        for share
        """;
    return tx.query(sql, Tuple.of(hash(code))).replaceWithVoid();
  }

  /**
   * Takes a code of a client: of any number of attempts at once one is the first, and the others
   * wait until it has committed (B30). Empty if the client has no such code, or it expired before
   * it was shown. The code of another client stays as it is: who reads one must not be able to end
   * what that client was given.
   */
  Uni<Optional<Shown>> take(Transaction tx, String code, UUID client, Instant now) {
    String sql =
        """
        with shown as (
          select
            c.code_hash,
            c.taken_at
          from oauth_codes c
          join oauth_grants g on g.id = c.grant_id
          where c.code_hash = $1
            and g.client_id = $3
            and (c.taken_at is not null or c.expires_at > $2)
          for no key update of c
        )
        update oauth_codes k
        set taken_at = coalesce(k.taken_at, $2)
        from shown
        where k.code_hash = shown.code_hash
        returning
          k.grant_id,
          k.redirect_uri,
          k.code_challenge,
          shown.taken_at is null as first
        """;
    return tx.query(sql, Tuple.of(hash(code), utc(now), client))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(
              new Shown(
                  row.getUUID("grant_id"),
                  row.getString("redirect_uri"),
                  new CodeChallenge(row.getString("code_challenge")),
                  row.getBoolean("first")));
        });
  }

  /** Deletes codes that nobody can mistake for good ones any more. */
  Uni<Void> deleteExpired(Instant before) {
    String sql =
        """
        delete from oauth_codes
        where expires_at < $1
        """;
    return rows.asService().query(sql, Tuple.of(utc(before))).replaceWithVoid();
  }

  private static Buffer hash(String code) {
    return Buffer.buffer(Sha256.of(code));
  }
}
