package com.leadignite.webhook.processing;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code source_processing}. */
@Singleton
final class SourceProcessingStore {

  private static final String FIND =
      """
      select
        s.name,
        p.format,
        p.owner_id,
        p.assignee_id,
        p.team_id
      from source s
      left join source_processing p
        on p.tenant_id = s.tenant_id
        and p.source_id = s.id
      where s.tenant_id = $1
        and s.id = $2
        and s.deleted_at is null
      """;

  private static final String PUT =
      """
      insert into source_processing (
        tenant_id,
        source_id,
        format,
        owner_id,
        assignee_id,
        team_id
      )
      values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant_id, source_id) do update
      set
        format = excluded.format,
        owner_id = excluded.owner_id,
        assignee_id = excluded.assignee_id,
        team_id = excluded.team_id,
        updated_at = now()
      """;

  private final Rows rows;
  private final AuditEvents events;

  SourceProcessingStore(Rows rows, AuditEvents events) {
    this.rows = rows;
    this.events = events;
  }

  /** How a source is processed; empty if there is no such source. */
  Uni<Optional<SourceProcessing>> find(Caller.Person admin, UUID source) {
    return rows.as(admin)
        .query(FIND, Tuple.of(admin.tenantId().value(), source))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(read(found.iterator().next())));
  }

  /** Says how a source is processed from now on; answers whether there is such a source. */
  Uni<Boolean> put(Caller.Person admin, UUID source, SourceProcessing wanted) {
    UUID tenant = admin.tenantId().value();
    return rows.as(admin)
        .transaction(transaction ->
            transaction
                .query(FIND, Tuple.of(tenant, source))
                .chain(found -> {
                  if (found.size() == 0) {
                    return Uni.createFrom().item(false);
                  }
                  Row row = found.iterator().next();
                  SourceProcessing before = read(row);
                  transaction.record(
                      events
                          .of("webhook.source.processing_changed")
                          .target("webhook_source", source, row.getString("name"))
                          .change("format", name(before.format()), name(wanted.format()))
                          .change("owner_id", text(before.ownerId()), text(wanted.ownerId()))
                          .change(
                              "assignee_id", text(before.assigneeId()), text(wanted.assigneeId()))
                          .change("team_id", text(before.teamId()), text(wanted.teamId()))
                          .build());
                  return transaction
                      .query(
                          PUT,
                          Tuple.of(
                              tenant,
                              source,
                              name(wanted.format()),
                              wanted.ownerId(),
                              wanted.assigneeId(),
                              wanted.teamId()))
                      .replaceWith(true);
                }));
  }

  private static SourceProcessing read(Row row) {
    return new SourceProcessing(
        Optional.ofNullable(row.getString("format")).flatMap(Format::of).orElse(null),
        row.getUUID("owner_id"),
        row.getUUID("assignee_id"),
        row.getUUID("team_id"));
  }

  private static @Nullable String name(@Nullable Format format) {
    return format == null ? null : format.wireName();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
