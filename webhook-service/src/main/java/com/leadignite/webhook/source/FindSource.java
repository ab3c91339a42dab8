package com.leadignite.webhook.source;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.webhook.signature.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the source that a webhook names, whatever organization it belongs to. */
@Singleton
public final class FindSource {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int SOURCES = 10_000;

  private final BoundedCache<Sighting> sightings = new BoundedCache<>(SOURCES);
  private final SealedSecretStore store;
  private final SecretSealer sealer;
  private final SecretAuthors authors;
  private final Clock clock;

  @Inject
  FindSource(SealedSecretStore store, SecretSealer sealer, SecretAuthors authors, Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.authors = authors;
    this.clock = clock;
  }

  /**
   * The source with the secrets that are valid now; empty if it was deleted or never was, or if the
   * authors of its secrets may make none any more. Asked for every webhook and not cached: a
   * deleted source and an expired secret end at once. Fails with {@code unavailable}, 503, if the
   * source is there and cannot be read: senders try again, and lose nothing.
   */
  public Uni<Optional<ActiveSource>> active(UUID id) {
    return store
        .findValid(id, clock.instant())
        .chain(found ->
            found.map(this::active).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
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
    return store
        .isThere(id)
        .invoke(found ->
            sightings.put(id.toString(), new Sighting(found, clock.instant().plus(REMEMBERED))));
  }

  private Uni<Optional<ActiveSource>> active(SealedSource found) {
    Source source = found.source().orElseThrow(() -> unreadable("a source cannot be read"));
    Set<UUID> all =
        found.secrets().stream().map(SealedSecret::author).collect(Collectors.toUnmodifiableSet());
    return authors
        .whoMay(source.tenantId(), all)
        .map(those ->
            found.secrets().stream().filter(secret -> those.contains(secret.author())).toList())
        .map(valid ->
            valid.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActiveSource(source, open(valid))));
  }

  private List<Secret> open(List<SealedSecret> valid) {
    List<Secret> secrets =
        valid.stream()
            .flatMap(one -> sealer.openIfReadable(one.id(), one.sealed().getBytes()).stream())
            .toList();
    if (secrets.isEmpty()) {
      throw unreadable("no secret of a source opens");
    }
    return secrets;
  }

  private static RuntimeException unreadable(String cause) {
    return RateLimiter.unavailable(new IllegalStateException(cause));
  }
}
