package com.leadignite.auth.device;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The network addresses that people signed in from. */
@Singleton
final class SignInAddressStore {

  SignInAddressStore() {}

  /**
   * The mail address of a person who signed in before, but not from a network since then; empty if
   * they have none, too. The transaction is the service's.
   */
  Uni<Optional<EmailAddress>> ownerIfUnknownAt(
      Transaction tx, UserId user, String network, Instant since) {
    String sql =
        """
        select u.email
        from users u
        where u.id = $1
          and u.email is not null
          and u.last_sign_in_at is not null
          and not exists (
            select
            from sessions s
            where s.user_id = $1
              and s.address = $2
              and s.created_at > $3
          )
        """;
    return tx.query(sql, Tuple.of(user.value(), network, utc(since)))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : EmailAddress.parse(found.iterator().next().getString("email")));
  }
}
