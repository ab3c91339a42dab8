package com.leadignite.auth.integration;

import com.leadignite.auth.integration.IntegrationConfig.ClientAuthentication;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers: a bounded time, a bounded answer, no redirects, never an address of a private
 * network, and never within a transaction. What is no good answer is a {@link ProviderFailure}.
 */
@Singleton
final class CallProvider {

  /** Of a call whose answer is not read: a list of one assistant, with its prompts. */
  private static final int LARGEST_CHECK = 512 * 1024;

  /**
   * Longer than other calls have: who gives up on a provider that replaces refresh tokens has lost
   * the new one if it answers after that.
   */
  private static final Duration TOKEN_TIME = Duration.ofSeconds(20);

  private final OutboundHttp http;
  private final IntegrationConfig config;

  CallProvider(OutboundHttp http, IntegrationConfig config) {
    this.http = http;
    this.config = config;
  }

  /** Exchanges a code (RFC 6749, section 4.1.3). */
  Uni<ProviderAnswer> exchange(
      Provider.OAuth provider, String code, String redirectUri, @Nullable String verifier) {
    Map<String, String> form = new LinkedHashMap<>(provider.tokenParameters());
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    if (verifier != null) {
      form.put("code_verifier", verifier);
    }
    return token(provider, form);
  }

  /** Exchanges a refresh token (RFC 6749, section 6). */
  Uni<ProviderAnswer> refresh(Provider.OAuth provider, String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>(provider.tokenParameters());
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return token(provider, form);
  }

  private Uni<ProviderAnswer> token(Provider.OAuth provider, Map<String, String> form) {
    return post(provider, provider.tokenEndpoint(), form)
        .map(answer -> ProviderAnswer.of(answer, provider.accountMember()));
  }

  /** Revokes a token (RFC 7009); one that the provider does not know is revoked, too. */
  Uni<Void> revoke(Provider.OAuth provider, URI endpoint, Credentials.Tokens tokens) {
    String refreshToken = tokens.refreshToken();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refreshToken == null ? tokens.accessToken() : refreshToken);
    form.put("token_type_hint", refreshToken == null ? "access_token" : "refresh_token");
    return post(provider, endpoint, form)
        .invoke(answer -> {
          if (answer.status() / 100 != 2) {
            throw new ProviderFailure(Reason.PROVIDER_UNAVAILABLE);
          }
        })
        .replaceWithVoid();
  }

  /** Whether a provider knows a key, whatever it may do; fails if the provider does not say. */
  Uni<Boolean> accepts(Provider.ApiKey provider, URI check, Credentials.Key key) {
    Map<String, String> headers =
        Map.of(provider.header(), provider.prefix() + key.value(), "Accept", "application/json");
    return send(OutboundCall.get(check, headers, config.privateAddresses(), LARGEST_CHECK))
        .map(answer ->
            switch (answer.status()) {
              case 200, 204 -> true;
              case 401, 403 -> isRestricted(provider, answer);
              default -> throw new ProviderFailure(Reason.PROVIDER_UNAVAILABLE);
            });
  }

  private static boolean isRestricted(Provider.ApiKey provider, OutboundAnswer answer) {
    return provider.restricted() != null && answer.body().contains(provider.restricted());
  }

  private Uni<OutboundAnswer> post(Provider.OAuth provider, URI to, Map<String, String> form) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    if (provider.clientAuthentication() == ClientAuthentication.BASIC) {
      headers.put("Authorization", basic(provider));
    } else {
      form.put("client_id", provider.clientId());
      form.put("client_secret", provider.clientSecret().get());
    }
    return send(
        new OutboundCall(to, headers, encoded(form), config.privateAddresses()).within(TOKEN_TIME));
  }

  private Uni<OutboundAnswer> send(OutboundCall call) {
    return http.send(call)
        .onFailure()
        .transform(e -> new ProviderFailure(Reason.PROVIDER_UNAVAILABLE, e));
  }

  private static String basic(Provider.OAuth provider) {
    String pair = encoded(provider.clientId()) + ":" + encoded(provider.clientSecret().get());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  /** A form, or a query. */
  static String encoded(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
