package com.leadignite.auth.social;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.social.SocialFlow.Linking;
import com.leadignite.guard.id.SessionId;
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
import java.util.UUID;

/** Flows to providers, and the ID tokens that were used. Every statement runs as the service. */
@Singleton
final class SocialFlowStore {

  private final Rows.Scope rows;

  SocialFlowStore(Rows rows) {
    this.rows = rows.asService();
  }

  Uni<Void> insert(byte[] stateHash, SocialFlow flow, Instant now, Instant expiresAt) {
    String sql =
        """
        insert into social_flows (
          state_hash,
          provider,
          redirect_to,
          code_challenge,
          user_id,
          session_id,
          created_at,
          expires_at
        ) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;
    Linking linking = flow.linking();
    return rows.query(
            sql,
            Tuple.from(
                new Object[] {
                  Buffer.buffer(stateHash),
                  flow.provider(),
                  flow.flow().redirectTo(),
                  flow.flow().challenge().map(CodeChallenge::value).orElse(null),
                  linking == null ? null : linking.user().value(),
                  linking == null ? null : linking.session().value(),
                  utc(now),
                  utc(expiresAt)
                }))
        .replaceWithVoid();
  }

  /**
   * Takes a flow, so that nobody can take it again (B30); empty if there is none.
   *
   * @param bound whether the browser showed that it began the flow. One that did not may only end a
   *     flow that links and uses PKCE: nothing comes of that but a code, which the client that
   *     asked for it alone can exchange
   */
  Uni<Optional<SocialFlow>> take(byte[] stateHash, boolean bound, Instant now) {
    String sql =
        """
        delete from social_flows
        where state_hash = $1
          and expires_at > $2
          and ($3 or (user_id is not null and code_challenge is not null))
        returning
          provider,
          redirect_to,
          code_challenge,
          user_id,
          session_id
        """;
    return rows.query(sql, Tuple.of(Buffer.buffer(stateHash), utc(now), bound))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(flow(found.iterator().next())));
  }

  private static SocialFlow flow(Row row) {
    UUID user = row.getUUID("user_id");
    return new SocialFlow(
        row.getString("provider"),
        new Flow(
            row.getString("redirect_to"),
            Optional.ofNullable(row.getString("code_challenge")).map(CodeChallenge::new)),
        user == null
            ? null
            : new Linking(new UserId(user), new SessionId(row.getUUID("session_id"))));
  }

  /** Uses an ID token up; answers whether nobody did before (B30). */
  Uni<Boolean> use(Transaction tx, byte[] tokenHash, Instant expiresAt) {
    String sql =
        """
        insert into used_id_tokens (
          token_hash,
          expires_at
        ) values ($1, $2)
        on conflict on constraint used_id_tokens_pk do nothing
        """;
    return tx.query(sql, Tuple.of(Buffer.buffer(tokenHash), utc(expiresAt)))
        .map(used -> used.rowCount() == 1);
  }

  Uni<Void> deleteExpired(Instant before) {
    String flows =
        """
        delete from social_flows
        where expires_at < $1
        """;
    String tokens =
        """
        delete from used_id_tokens
        where expires_at < $1
        """;
    return rows.query(flows, Tuple.of(utc(before)))
        .chain(() -> rows.query(tokens, Tuple.of(utc(before))))
        .replaceWithVoid();
  }
}
