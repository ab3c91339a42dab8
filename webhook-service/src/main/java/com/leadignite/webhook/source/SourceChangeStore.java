package com.leadignite.webhook.source;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.WebhookProblem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Changes of sources in PostgreSQL. */
@Singleton
final class SourceChangeStore {

  private final Rows rows;
  private final SourceRows sourceRows;

  @Inject
  SourceChangeStore(Rows rows, SourceRows sourceRows) {
    this.rows = rows;
    this.sourceRows = sourceRows;
  }

  /**
   * Changes a source unless it has another version than the change was made to; answers whether it
   * had that one. Fails with a {@link Problem} if the new name is taken.
   */
  Uni<Boolean> change(Caller.Person admin, Source changed, AuditEvent event) {
    return rows.as(admin)
        .transaction(transaction ->
            transaction
                .query(
                    """
                    update source
                    set
                      name = $3,
                      settings = $4::text::jsonb,
                      max_body_bytes = $5,
                      rate_limit = $6,
                      event_types = $7,
                      allowed_addresses = $8,
                      paused = $9,
                      version = $10
                    where tenant_id = $1
                      and id = $2
                      and version = $10 - 1
                      and deleted_at is null
                    """,
                    sourceRows.columns(changed))
                .map(updated -> updated.rowCount() == 1)
                .invoke(isChanged -> {
                  if (isChanged) {
                    transaction.record(event);
                  }
                }))
        .onFailure(e -> Constraint.violated(e, "source_by_name"))
        .transform(e -> new Problem(WebhookProblem.SOURCE_NAME_TAKEN, "Choose another name.", e));
  }
}
