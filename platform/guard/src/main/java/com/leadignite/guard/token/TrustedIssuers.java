package com.leadignite.guard.token;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of all trusted issuers. */
@Singleton
public final class TrustedIssuers {

  /** As the table of identities has them. */
  private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  /** Those are auth-service's own. */
  private static final Set<String> OURS = Set.of("email", "phone");

  private final Map<String, IssuerKeys> byIssuer = new HashMap<>();
  private final Vertx vertx;
  private final TokenConfig config;

  TrustedIssuers(
      TokenConfig config,
      @All List<JwksSource> sources,
      BoundedHttpClient http,
      VerifiedTokens verified,
      Vertx vertx) {
    this.vertx = vertx;
    this.config = config;
    Map<String, JwksSource> own =
        sources.stream().collect(Collectors.toMap(JwksSource::issuerName, source -> source));
    config
        .issuers()
        .forEach((name, issuer) -> {
          IssuerKeys keys =
              issuer.jwks().isPresent()
                  ? pinned(name, issuer, issuer.jwks().get())
                  : new IssuerKeys(
                      name,
                      issuer,
                      source(name, issuer, own.get(name), http),
                      config.unknownKeyPause().toNanos(),
                      verified::forgetAll);
          if (byIssuer.put(issuer.issuer(), keys) != null) {
            throw new IllegalArgumentException("two trusted issuers are " + issuer.issuer());
          }
        });
    checkProviders(config);
  }

  /** Subjects are told apart by their provider: two issuers of one could speak for each other's. */
  private static void checkProviders(TokenConfig config) {
    Set<String> providers = new HashSet<>();
    config
        .issuers()
        .forEach((name, issuer) ->
            issuer
                .provider()
                .ifPresent(provider -> {
                  if (!PROVIDER.matcher(provider).matches()
                      || OURS.contains(provider)
                      || !providers.add(provider)) {
                    throw new IllegalArgumentException(
                        "leadignite.token.issuers.\""
                            + name
                            + "\".provider must be a name of its own in lower case, such as keycloak");
                  }
                }));
  }

  /** Fetches the keys of an issuer now: auth-service does so after it changed its own. */
  public Future<Void> refresh(String issuerName) {
    return byIssuer.values().stream()
        .filter(keys -> keys.name().equals(issuerName))
        .findFirst()
        .map(IssuerKeys::refresh)
        .orElseGet(() -> Future.failedFuture("no issuer is called " + issuerName));
  }

  @Nullable IssuerKeys of(String issuer) {
    return byIssuer.get(issuer);
  }

  void start(@Observes StartupEvent started) {
    vertx.setPeriodic(
        config.refreshKeys().toMillis(),
        ignored ->
            byIssuer.values().stream().filter(IssuerKeys::isReady).forEach(IssuerKeys::refresh));
  }

  private static IssuerKeys pinned(String name, TokenConfig.Issuer issuer, String jwks) {
    try {
      return new IssuerKeys(name, issuer, VerificationKeys.parse(jwks));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "leadignite.token.issuers.\"" + name + "\".jwks is no JWK set", e);
    }
  }

  private static Supplier<Future<String>> source(
      String name, TokenConfig.Issuer issuer, @Nullable JwksSource own, BoundedHttpClient http) {
    if (own != null) {
      return () -> Future.fromCompletionStage(own.fetch().subscribeAsCompletionStage());
    }
    String url =
        issuer
            .jwksUrl()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "leadignite.token.issuers.\"" + name + "\" needs jwks-url or jwks"));
    return () -> http.get(url);
  }
}
