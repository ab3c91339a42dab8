package com.leadignite.webhook.source;

import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.cache.BoundedCache;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the source that a webhook names, whatever organization it belongs to. */
@Singleton
public final class FindSource {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int SOURCES = 10_000;

  private final BoundedCache<Sighting> sightings = new BoundedCache<>(SOURCES);
  private final Rows rows;
  private final SecretBox box;
  private final SourceJson json;
  private final SourceAuthors authors;
  private final Clock clock;

  @Inject
  FindSource(Rows rows, SecretBox box, SourceJson json, SourceAuthors authors, Clock clock) {
    this.rows = rows;
    this.box = box;
    this.json = json;
    this.authors = authors;
    this.clock = clock;
  }

  /**
   * The source with the secrets that are valid now; empty where it was deleted or never was, or
   * where whoever made the secrets may make none any more. Asked for every webhook and not cached:
   * a deleted source and an expired secret end at once.
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
              secret.sealed,
              coalesce(secret.created_by, source.created_by) as author
            from source
            join source_secret secret
              on secret.tenant_id = source.tenant_id
              and secret.source_id = source.id
            where source.id = $1
              and source.deleted_at is null
              and (secret.expires_at is null or secret.expires_at > $2)
            """,
            Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC)))
        .chain(this::active);
  }

  /** Whether a source was found, and until when that is taken for true. */
  private record Sighting(boolean isThere, Instant until) {}

  /**
   * Whether there is such a source, as of some seconds ago: enough to tell whether a body for it is
   * worth reading, and nothing more. An id is random and made by us, so that nobody can have asked
   * for it before its source was there.
   */
  public Uni<Boolean> isThere(UUID id) {
    Sighting sighting = sightings.get(id.toString());
    if (sighting != null && clock.instant().isBefore(sighting.until())) {
      return Uni.createFrom().item(sighting.isThere());
    }
    return rows.asService()
        .query(
            """
            select
              source.id
            from source
            where source.id = $1
              and source.deleted_at is null
            """,
            Tuple.of(id))
        .map(found -> found.size() > 0)
        .invoke(found ->
            sightings.put(id.toString(), new Sighting(found, clock.instant().plus(REMEMBERED))));
  }

  private Uni<Optional<ActiveSource>> active(RowSet<Row> found) {
    if (found.size() == 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    Source source = json.source(found.iterator().next());
    Set<UUID> all = new HashSet<>();
    found.forEach(row -> all.add(row.getUUID("author")));
    return authors
        .whoMay(source.tenantId(), all)
        .map(those -> secrets(found, those))
        .map(secrets -> secrets.map(valid -> new ActiveSource(source, valid)));
  }

  /** The secrets that are valid and open; empty if none is valid. */
  private Optional<List<Secret>> secrets(RowSet<Row> found, Set<UUID> those) {
    boolean isValid = false;
    List<Secret> secrets = new ArrayList<>();
    for (Row row : found) {
      if (those.contains(row.getUUID("author"))) {
        isValid = true;
        Place place =
            new Place(row.getUUID("tenant_id"), row.getUUID("id"), row.getUUID("secret_id"));
        box.openIfReadable(place, row.getBuffer("sealed").getBytes()).ifPresent(secrets::add);
      }
    }
    if (isValid && secrets.isEmpty()) {
      // Not the sender's fault: they try again, and lose nothing once the key is back.
      throw RateLimiter.unavailable(new IllegalStateException("no secret of a source opens"));
    }
    return isValid ? Optional.of(secrets) : Optional.empty();
  }
}
