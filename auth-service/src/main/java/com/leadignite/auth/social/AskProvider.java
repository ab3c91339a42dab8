package com.leadignite.auth.social;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls to a provider: its token endpoint, and what it says of a person. */
@Singleton
final class AskProvider {

  private static final int LARGEST = 64 * 1024;
  private static final URI GITHUB_ADDRESSES = URI.create("https://api.github.com/user/emails");

  private final OutboundHttp http;
  private final Clock clock;

  AskProvider(OutboundHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** What a code was exchanged for. Does not print. */
  record Granted(ProviderTokens tokens, Optional<String> idToken) {

    @Override
    public String toString() {
      return "Granted";
    }
  }

  /**
   * Exchanges a code (RFC 6749, section 4.1.3).
   *
   * @param verifier of the code challenge; null if the provider takes none
   */
  Uni<Granted> exchange(
      SocialProvider provider,
      ProviderMetadata metadata,
      String code,
      @Nullable String verifier,
      String redirectUri) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    if (verifier != null) {
      form.put("code_verifier", verifier);
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    String secret = provider.secret().at(clock.instant());
    if (metadata.secretInBody()) {
      form.put("client_id", provider.clientId());
      form.put("client_secret", secret);
    } else {
      headers.put("Authorization", basic(provider.clientId(), secret));
    }
    OutboundCall call =
        new OutboundCall(
            HttpMethod.POST,
            metadata.token(),
            headers,
            encoded(form),
            provider.privateAddresses(),
            LARGEST);
    return http.send(call)
        .onFailure()
        .transform(e -> new ProviderFailure("the token endpoint did not answer", e))
        .map(AskProvider::granted);
  }

  /** What else a provider says of a person. */
  Uni<JsonObject> userInfo(SocialProvider provider, URI uri, ProviderTokens tokens) {
    return get(provider, uri, tokens).map(said -> object(said, "the user info"));
  }

  /** The address that a person has verified at GitHub; empty if there is none. */
  Uni<Optional<String>> addressAtGitHub(SocialProvider provider, ProviderTokens tokens) {
    return get(provider, GITHUB_ADDRESSES, tokens)
        .map(said -> {
          if (!(said instanceof JsonArray addresses)) {
            throw new ProviderFailure("the addresses are no JSON array");
          }
          return addresses.stream()
              .filter(JsonObject.class::isInstance)
              .map(JsonObject.class::cast)
              .filter(each -> Boolean.TRUE.equals(each.getValue("primary")))
              .filter(each -> Boolean.TRUE.equals(each.getValue("verified")))
              .map(each -> String.valueOf(each.getValue("email")))
              .findFirst();
        });
  }

  private Uni<Object> get(SocialProvider provider, URI uri, ProviderTokens tokens) {
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer " + tokens.accessToken(),
            "Accept", "application/json",
            // GitHub refuses a request without.
            "User-Agent", "lead-ignite");
    return http.send(OutboundCall.get(uri, headers, provider.privateAddresses(), LARGEST))
        .onFailure()
        .transform(e -> new ProviderFailure("the user info endpoint did not answer", e))
        .map(answer -> {
          if (answer.status() != 200) {
            throw new ProviderFailure("the user info endpoint answered status " + answer.status());
          }
          return json(answer);
        });
  }

  private static Granted granted(OutboundAnswer answer) {
    JsonObject said = object(json(answer), "the token endpoint's answer");
    // GitHub answers an error with 200.
    if (answer.status() != 200 || said.getValue("error") != null) {
      throw new ProviderFailure("the token endpoint refused, status " + answer.status());
    }
    String access =
        text(said, "access_token")
            .orElseThrow(() -> new ProviderFailure("the token endpoint answered no token"));
    return new Granted(
        new ProviderTokens(access, text(said, "refresh_token").orElse(null)),
        text(said, "id_token"));
  }

  private static Optional<String> text(JsonObject said, String name) {
    return said.getValue(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static JsonObject object(Object said, String what) {
    if (said instanceof JsonObject object) {
      return object;
    }
    throw new ProviderFailure(what + " is no JSON object");
  }

  private static Object json(OutboundAnswer answer) {
    try {
      return String.valueOf(answer.body()).isBlank() ? "" : Json.decodeValue(answer.body());
    } catch (DecodeException e) {
      // Its text repeats the answer.
      throw new ProviderFailure("the provider answered no JSON, status " + answer.status());
    }
  }

  /** RFC 6749, section 2.3.1: both are encoded as in a form first. */
  private static String basic(String id, String secret) {
    String both = encode(id) + ":" + encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> each.getKey() + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
