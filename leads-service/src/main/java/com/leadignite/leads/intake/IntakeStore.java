package com.leadignite.leads.intake;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The table {@code intake}: what services were answered, kept for 30 days. */
@Singleton
final class IntakeStore {

  /** Of several at once, one inserts; the others wait for its end and find what it answered. */
  private static final String CLAIM =
      """
      insert into intake (tenant_id, service, delivery_id)
      values ($1, $2, $3)
      on conflict (tenant_id, service, delivery_id) do nothing
      """;

  private static final String FIND =
      """
      select answer
      from intake
      where tenant_id = $1
        and service = $2
        and delivery_id = $3
      """;

  private static final String KEEP =
      """
      update intake
      set answer = $4
      where tenant_id = $1
        and service = $2
        and delivery_id = $3
      """;

  /** The only statement across organizations: it runs for none, and sees nothing younger. */
  private static final String PURGE =
      """
      delete from intake
      where created_at < now() - interval '30 days'
      """;

  private final Rows rows;

  IntakeStore(Rows rows) {
    this.rows = rows;
  }

  /** Who reports, and what they call it. */
  record Key(TenantId tenant, String service, String deliveryId) {

    private Tuple tuple() {
      return Tuple.of(tenant.value(), service, deliveryId);
    }
  }

  /** Claims a report for this transaction; the answer that it got if another did it before. */
  Uni<Optional<String>> claim(Transaction transaction, Key key) {
    return transaction
        .query(CLAIM, key.tuple())
        .chain(claimed ->
            claimed.rowCount() == 1
                ? Uni.createFrom().item(Optional.empty())
                : transaction
                    .query(FIND, key.tuple())
                    .map(found -> Optional.of(found.iterator().next().getString("answer"))));
  }

  /** Keeps the answer, with the work. */
  Uni<Void> keep(Transaction transaction, Key key, String answer) {
    return transaction.query(KEEP, key.tuple().addString(answer)).replaceWithVoid();
  }

  /** Forgets what is older than 30 days; says how many. */
  Uni<Integer> purge() {
    return rows.asService().query(PURGE, Tuple.tuple()).map(RowSet::rowCount);
  }
}
