package com.leadignite.auth.admin;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Second factors, as administrators remove them, in a transaction of {@link AdminUserStore}. */
@Singleton
final class AdminFactorStore {

  AdminFactorStore() {}

  /** Deletes a factor, and with the last one the recovery codes that stand in for it. */
  Uni<Void> delete(Transaction transaction, UserId user, UUID factor) {
    String sql =
        """
        delete from factors f
        where f.user_id = $1
          and (
            f.id = $2
            or (
              f.type = 'recovery_code'
              and not exists (
                select
                from factors other
                where other.user_id = $1
                  and other.id <> $2
                  and other.type <> 'recovery_code'
                  and other.status = 'verified'
              )
            )
          )
        """;
    return transaction.query(sql, Tuple.of(user.value(), factor)).replaceWithVoid();
  }
}
