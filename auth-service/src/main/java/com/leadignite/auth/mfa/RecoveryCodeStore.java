package com.leadignite.auth.mfa;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The hashes of recovery codes. */
@Singleton
final class RecoveryCodeStore {

  RecoveryCodeStore() {}

  /** Replaces the codes of a factor by others. */
  Uni<Void> replace(Transaction transaction, UUID factor, List<byte[]> hashes) {
    String sql =
        """
        insert into recovery_codes (
          factor_id,
          code_hash
        ) values ($1, $2)
        """;
    return transaction
        .query("delete from recovery_codes where factor_id = $1", Tuple.of(factor))
        .chain(() ->
            transaction.batch(
                sql, hashes.stream().map(hash -> Tuple.of(factor, Buffer.buffer(hash))).toList()))
        .replaceWithVoid();
  }

  /**
   * Spends a code of a person's own; of any number of attempts at once, one succeeds (B22).
   *
   * @return whether this is the attempt that spent it
   */
  Uni<Boolean> spend(Transaction transaction, UserId user, UUID factor, byte[] hash, Instant now) {
    String sql =
        """
        update recovery_codes c
        set used_at = $4
        from factors f
        where c.factor_id = $2
          and c.code_hash = $3
          and c.used_at is null
          and f.id = c.factor_id
          and f.user_id = $1
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), factor, Buffer.buffer(hash), utc(now)))
        .map(spent -> spent.rowCount() == 1);
  }

  /** How many codes there are, and how many are left. */
  Uni<RecoveryCodes.Status> status(Transaction transaction, UUID factor) {
    String sql =
        """
        select
          count(*)::integer as total,
          count(*) filter (where used_at is null)::integer as remaining
        from recovery_codes
        where factor_id = $1
        """;
    return transaction
        .query(sql, Tuple.of(factor))
        .map(found -> {
          Row row = found.iterator().next();
          return new RecoveryCodes.Status(
              factor, row.getInteger("total"), row.getInteger("remaining"));
        });
  }
}
