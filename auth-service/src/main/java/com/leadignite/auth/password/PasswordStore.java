package com.leadignite.auth.password;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The hashes of passwords. */
@Singleton
public final class PasswordStore {

  private final Rows rows;

  PasswordStore(Rows rows) {
    this.rows = rows;
  }

  /** The stored hash of the caller's password; empty if they have none. */
  public Uni<Optional<String>> ofCaller(Caller.Person caller) {
    String sql =
        """
        select phc
        from passwords
        where user_id = $1
        """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.userId().value()))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(found.iterator().next().getString("phc")));
  }

  /** Stores another hash of the same password, unless the password was changed meanwhile. */
  public Uni<Void> rehash(UserId user, String before, String after) {
    String sql =
        """
        update passwords
        set phc = $3
        where user_id = $1 and phc = $2
        """;
    return rows.asService().query(sql, Tuple.of(user.value(), before, after)).replaceWithVoid();
  }

  /**
   * Whether the password is the one that was set then, however often it was rehashed; locks it
   * until the transaction ends.
   */
  public Uni<Boolean> hold(Transaction transaction, UserId user, Instant since) {
    String sql =
        """
        select user_id
        from passwords
        where user_id = $1 and changed_at = $2
        for share
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), utc(since)))
        .map(found -> found.size() == 1);
  }

  /** Stores a new password. */
  public Uni<Void> change(Transaction transaction, UserId user, String phc, Instant now) {
    String sql =
        """
        insert into passwords as p (
          user_id,
          phc,
          changed_at
        ) values ($1, $2, $3)
        on conflict (user_id) do update
        set
          phc = excluded.phc,
          changed_at = excluded.changed_at
        """;
    return transaction.query(sql, Tuple.of(user.value(), phc, utc(now))).replaceWithVoid();
  }
}
