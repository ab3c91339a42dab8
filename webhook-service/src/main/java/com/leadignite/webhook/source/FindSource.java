package com.leadignite.webhook.source;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.signature.SourceKind;
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
import java.util.stream.Stream;

/** Finds the source that a webhook names, whatever organization it belongs to. */
@Singleton
public final class FindSource {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int SOURCES = 10_000;

  private final BoundedCache<Sighting> sightings = new BoundedCache<>(SOURCES);
  private final BoundedCache<SourceKind> kinds = new BoundedCache<>(SOURCES);
  private final SealedSecretStore store;
  private final SecretSealer sealer;
  private final SecretAuthors authors;
  private final Clock clock;
  private final JoinedLookups<UUID, Optional<ActiveSource>> lookups =
      new JoinedLookups<>(this::lookUp);

  @Inject
  FindSource(SealedSecretStore store, SecretSealer sealer, SecretAuthors authors, Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.authors = authors;
    this.clock = clock;
  }

  /**
   * The source with the secrets that are valid now; empty if it was deleted or never was, or if the
   * authors of its secrets may make none any more. Looked up after it is asked for, together with
   * others that ask meanwhile, and not cached: a deleted source and an expired secret end at once.
   * Fails with {@code unavailable}, 503, if the source is there and cannot be read: senders try
   * again, and lose nothing.
   */
  public Uni<Optional<ActiveSource>> active(UUID id) {
    return lookups.find(id);
  }

  private Uni<Optional<ActiveSource>> lookUp(UUID id) {
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

  /**
   * The kind of a source that was found here before: for the answer when it cannot be found now. A
   * source's kind never changes.
   */
  public Optional<SourceKind> rememberedKind(UUID id) {
    return Optional.ofNullable(kinds.get(id.toString()));
  }

  private Uni<Optional<ActiveSource>> active(SealedSource found) {
    Source source = found.source().orElseThrow(() -> unreadable("a source cannot be read"));
    kinds.put(source.id().toString(), source.kind());
    Set<UUID> all =
        found.secrets().stream().map(SealedSecret::author).collect(Collectors.toUnmodifiableSet());
    return authors.whoMay(source.tenantId(), all).map(those -> valid(source, found, those));
  }

  private Optional<ActiveSource> valid(Source source, SealedSource found, Set<UUID> those) {
    List<Opened> opened = found.secrets().stream().flatMap(this::open).toList();
    List<Secret> valid =
        opened.stream()
            // A published key is its provider's: who brought it knows no more than anybody.
            .filter(one ->
                those.contains(one.author()) || source.kind().keys().isPublished(one.secret()))
            .map(Opened::secret)
            .toList();
    if (!valid.isEmpty()) {
      return Optional.of(new ActiveSource(source, valid));
    }
    boolean isTheirs = found.secrets().stream().anyMatch(secret -> those.contains(secret.author()));
    if (isTheirs) {
      throw unreadable("no secret of a source opens");
    }
    return Optional.empty();
  }

  private record Opened(UUID author, Secret secret) {}

  private Stream<Opened> open(SealedSecret sealed) {
    return sealer
        .openIfReadable(sealed.id(), sealed.sealed().getBytes())
        .map(secret -> new Opened(sealed.author(), secret))
        .stream();
  }

  private static RuntimeException unreadable(String cause) {
    return RateLimiter.unavailable(new IllegalStateException(cause));
  }
}
