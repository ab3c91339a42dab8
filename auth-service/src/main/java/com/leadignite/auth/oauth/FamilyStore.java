package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The hashes of clients' refresh tokens: each grant's family, used ones included. */
@Singleton
final class FamilyStore {

  private static final String FIND =
      "select\n"
          + Grant.COLUMNS
          + """
          ,
          t.generation as token_generation
          from oauth_refresh_tokens t
          join oauth_grants g on g.id = t.grant_id
          where t.token_hash = $1
          """;

  FamilyStore() {}

  /**
   * A refresh token and its grant.
   *
   * @param generation which one of the family it is
   */
  record Member(Grant grant, int generation) {}

  Uni<Void> insert(Transaction tx, byte[] token, UUID grant, int generation, Instant now) {
    String sql =
        """
        insert into oauth_refresh_tokens (
          token_hash,
          grant_id,
          generation,
          created_at
        ) values ($1, $2, $3, $4)
        """;
    return tx.query(sql, Tuple.of(Buffer.buffer(token), grant, generation, utc(now)))
        .replaceWithVoid();
  }

  /** Holds the account of the person who gave a token, before anything else that it leads to. */
  Uni<Void> holdGiver(Transaction tx, byte[] token) {
    String sql =
        """
        select u.id
        from users u
        where u.id = (
          select g.user_id
          from oauth_refresh_tokens t
          join oauth_grants g on g.id = t.grant_id
          where t.token_hash = $1
        )
        for share
        """;
    return tx.query(sql, Tuple.of(Buffer.buffer(token))).replaceWithVoid();
  }

  /** The grant of a token as it is. */
  Uni<Optional<Member>> find(Transaction tx, byte[] token) {
    return member(tx, FIND, token);
  }

  /** The grant of a token, held until the transaction ends: of any number at once one succeeds. */
  Uni<Optional<Member>> hold(Transaction tx, byte[] token) {
    return member(tx, FIND + "for no key update of g", token);
  }

  private static Uni<Optional<Member>> member(Transaction tx, String sql, byte[] token) {
    return tx.query(sql, Tuple.of(Buffer.buffer(token)))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(new Member(Grant.of(row), row.getInteger("token_generation")));
        });
  }

  /** The hash of the current token of a grant that is held. */
  Uni<byte[]> current(Transaction tx, Grant grant) {
    String sql =
        """
        select token_hash
        from oauth_refresh_tokens
        where grant_id = $1
          and generation = $2
        """;
    return tx.query(sql, Tuple.of(grant.id(), grant.generation()))
        .map(found -> found.iterator().next().getBuffer("token_hash").getBytes());
  }

  /** Replaces the current token of a grant that is held. */
  Uni<Void> succeed(Transaction tx, Grant grant, byte[] successor, Instant now) {
    String sql =
        """
        update oauth_grants
        set
          generation = $2,
          refreshed_at = $3
        where id = $1
        """;
    int next = grant.generation() + 1;
    return tx.query(sql, Tuple.of(grant.id(), next, utc(now)))
        .chain(() -> insert(tx, successor, grant.id(), next, now));
  }
}
