package com.leadignite.webhook.source;

import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.source.SecretBox.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the source that a webhook names, whatever organization it belongs to. */
@Singleton
public final class FindSource {

  private final Rows rows;
  private final SecretBox box;
  private final SourceJson json;
  private final Clock clock;

  @Inject
  FindSource(Rows rows, SecretBox box, SourceJson json, Clock clock) {
    this.rows = rows;
    this.box = box;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The source with the secrets that are valid now; empty where it was deleted or never was. Asked
   * for every webhook and not cached: a deleted source and an expired secret end at once.
   */
  public Uni<Optional<ActiveSource>> active(UUID id) {
    return rows.asService()
        .query(
            """
            select
              source.tenant_id,
              source.id,
              source.name,
              source.kind,
              source.settings::text as settings,
              source.created_at,
              secret.id as secret_id,
              secret.sealed
            from source
            join source_secret secret
              on secret.tenant_id = source.tenant_id
              and secret.source_id = source.id
            where source.id = $1
              and source.deleted_at is null
              and (secret.expires_at is null or secret.expires_at > $2)
            """,
            Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
        .map(this::active);
  }

  private Optional<ActiveSource> active(RowSet<Row> found) {
    if (found.size() == 0) {
      return Optional.empty();
    }
    List<Secret> secrets = new ArrayList<>();
    for (Row row : found) {
      Place place =
          new Place(row.getUUID("tenant_id"), row.getUUID("id"), row.getUUID("secret_id"));
      secrets.add(box.open(place, row.getBuffer("sealed").getBytes()));
    }
    return Optional.of(new ActiveSource(json.source(found.iterator().next()), secrets));
  }
}
