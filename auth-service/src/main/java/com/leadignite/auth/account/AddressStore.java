package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The addresses of accounts, as people show that they are theirs. */
@Singleton
public final class AddressStore {

  AddressStore() {}

  /** The account that has the address; empty if none has. */
  public Uni<Optional<UserId>> owner(Transaction transaction, EmailAddress email) {
    String sql =
        """
        select id
        from users
        where email = $1
        """;
    return transaction.query(sql, Tuple.of(email.value())).map(AddressStore::id);
  }

  /**
   * Confirms an account's address, which somebody showed to be theirs. A password from before that
   * is deleted: the person who set it may have signed up with another person's address.
   *
   * @return whether the account has that address
   */
  public Uni<Boolean> confirm(
      Transaction transaction, UserId user, EmailAddress email, Instant now) {
    String sql =
        """
        with unconfirmed as (
          delete from passwords p
          using users u
          where p.user_id = $1
            and u.id = p.user_id
            and u.email = $2
            and u.email_confirmed_at is null
        )
        update users
        set
          email_confirmed_at = coalesce(email_confirmed_at, $3),
          updated_at = case when email_confirmed_at is null then $3 else updated_at end
        where id = $1
          and email = $2
        returning id
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), email.value(), utc(now)))
        .map(found -> found.size() == 1);
  }

  private static Optional<UserId> id(RowSet<Row> found) {
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(new UserId(found.iterator().next().getUUID("id")));
  }
}
