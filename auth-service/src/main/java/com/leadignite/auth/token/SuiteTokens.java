package com.leadignite.auth.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.auth.compatibility.SuiteKey;
import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of other people's client test suites, which exist in the compatibility profile alone:
 * people are handed tokens that are signed as a suite expects, and a request that carries one which
 * the shared secret signed goes on with a token of this service in its place. The guard knows
 * nothing of it.
 */
@Singleton
public final class SuiteTokens {

  private static final String BEARER = "Bearer ";
  private static final Set<String> ADMINISTRATORS = Set.of("service_role", "supabase_admin");
  private static final Set<String> SCOPES = Set.of("users:admin");
  private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

  private final SuiteKey key;
  private final AccessTokens tokens;
  private final ObjectMapper json;
  private final Clock clock;

  SuiteTokens(SuiteKey key, AccessTokens tokens, ObjectMapper json, Clock clock) {
    this.key = key;
    this.tokens = tokens;
    this.json = json;
    this.clock = clock;
  }

  /** What a person is handed in place of a token of theirs. */
  public AccessToken handOut(AccessToken minted) {
    String payload =
        new String(
            Base64.getUrlDecoder().decode(minted.value().split("\\.", -1)[1]),
            StandardCharsets.UTF_8);
    return key.sign(payload)
        .map(signed ->
            new AccessToken(signed, minted.issuedAt(), minted.expiresAt(), minted.scope()))
        .orElse(minted);
  }

  void install(@Observes Filters filters) {
    if (key.isShared()) {
      filters.register(this::exchange, GuardOrder.BODY_HEADERS - 1);
    }
  }

  private void exchange(RoutingContext context) {
    String field = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (field != null && field.startsWith(BEARER)) {
      key.read(field.substring(BEARER.length()))
          .flatMap(this::own)
          .ifPresent(
              token -> context.request().headers().set(HttpHeaders.AUTHORIZATION, BEARER + token));
    }
    context.next();
  }

  /** The token of this service that says the same; empty if there is none. */
  private Optional<String> own(String payload) {
    Map<String, Object> claims;
    try {
      claims = json.readValue(payload, CLAIMS);
    } catch (JsonProcessingException e) {
      // The guard refuses it.
      return Optional.empty();
    }
    Instant expires = moment(claims.get("exp"));
    if (expires.isBefore(clock.instant())) {
      return Optional.empty();
    }
    return ADMINISTRATORS.contains(String.valueOf(claims.get("role")))
        ? Optional.of(tokens.mintService("service-role", SCOPES).value())
        : Optional.of(tokens.sign(claims, moment(claims.get("iat")), expires).value());
  }

  /** Suites sign tokens that never expire. */
  private static Instant moment(@Nullable Object seconds) {
    return seconds instanceof Number number
        ? Instant.ofEpochSecond(number.longValue())
        : Instant.MAX;
  }
}
