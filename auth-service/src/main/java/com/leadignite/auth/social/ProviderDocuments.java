package com.leadignite.auth.social;

import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import com.leadignite.guard.token.SharedRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The discovery documents and the keys of providers, kept for a while. Concurrent requests share
 * one answer, and a provider that does not answer is asked every ten seconds.
 */
@Singleton
final class ProviderDocuments {

  private static final Duration METADATA_KEPT = Duration.ofHours(1);
  private static final Duration KEYS_KEPT = Duration.ofMinutes(10);

  /** Tokens that name unknown keys have the keys fetched no more often than this. */
  private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(30);

  private static final int LARGEST = 256 * 1024;

  private final Map<String, Document<ProviderMetadata>> metadata = new ConcurrentHashMap<>();
  private final Map<String, Document<JsonWebKeySet>> keys = new ConcurrentHashMap<>();
  private final OutboundHttp http;
  private final Vertx vertx;
  private final Clock clock;

  ProviderDocuments(OutboundHttp http, Vertx vertx, Clock clock) {
    this.http = http;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** A document of one provider. */
  private static final class Document<T> {

    private final SharedRequests<T> requests;
    private volatile @Nullable Kept<T> kept;

    Document(SharedRequests<T> requests) {
      this.requests = requests;
    }
  }

  private record Kept<T>(T value, Instant at) {}

  /** Where a provider's endpoints are; fails with {@link ProviderFailure} among others. */
  Uni<ProviderMetadata> metadata(SocialProvider provider) {
    if (provider.endpoints().isPresent()) {
      return Uni.createFrom().item(provider.endpoints().get());
    }
    Document<ProviderMetadata> document =
        metadata.computeIfAbsent(provider.name(), name -> document());
    Kept<ProviderMetadata> kept = document.kept;
    if (kept != null && isYounger(kept.at(), METADATA_KEPT)) {
      return Uni.createFrom().item(kept.value());
    }
    String base = provider.issuer();
    URI uri =
        URI.create(
            (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/.well-known/openid-configuration");
    return ask(provider, document, uri, text -> ProviderMetadata.of(json(text), provider.issuer()));
  }

  /**
   * The keys that a provider signs ID tokens with; asked for anew if the one named is not known.
   *
   * @param keyId of the key that is looked for, or null
   */
  Uni<JsonWebKeySet> keys(SocialProvider provider, URI uri, @Nullable String keyId) {
    Document<JsonWebKeySet> document = keys.computeIfAbsent(provider.name(), name -> document());
    Kept<JsonWebKeySet> kept = document.kept;
    if (kept != null
        && isYounger(kept.at(), isKnown(kept.value(), keyId) ? KEYS_KEPT : UNKNOWN_KEY_PAUSE)) {
      return Uni.createFrom().item(kept.value());
    }
    return ask(provider, document, uri, ProviderDocuments::keySet);
  }

  private static boolean isKnown(JsonWebKeySet set, @Nullable String keyId) {
    return keyId == null
        || set.getJsonWebKeys().stream().anyMatch(key -> keyId.equals(key.getKeyId()));
  }

  private <T> Uni<T> ask(
      SocialProvider provider,
      Document<T> document,
      URI uri,
      java.util.function.Function<String, T> read) {
    OutboundCall call =
        OutboundCall.get(
            uri, Map.of("Accept", "application/json"), provider.privateAddresses(), LARGEST);
    return document.requests.ask(
        uri.toString(),
        () ->
            Future.fromCompletionStage(
                http.send(call).map(ProviderDocuments::text).subscribeAsCompletionStage()),
        text -> {
          T value = read.apply(text);
          document.kept = new Kept<>(value, clock.instant());
          return value;
        });
  }

  private <T> Document<T> document() {
    return new Document<>(new SharedRequests<>(vertx, clock));
  }

  private boolean isYounger(Instant at, Duration age) {
    return at.plus(age).isAfter(clock.instant());
  }

  private static String text(OutboundAnswer answer) {
    if (answer.status() != 200) {
      throw new ProviderFailure("a document was answered with status " + answer.status());
    }
    return answer.body();
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      // Its text repeats the answer.
      throw new ProviderFailure("the discovery document is no JSON object");
    }
  }

  private static JsonWebKeySet keySet(String text) {
    try {
      return new JsonWebKeySet(text);
    } catch (JoseException | RuntimeException e) {
      throw new ProviderFailure("the keys are no JWK set", e);
    }
  }
}
