package com.leadignite.auth.supabase;

import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.social.BeginFlow;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for that sends a person to a provider. Of its {@code queryParams} those are
 * passed on that say who it is, and how the provider should ask: none that the flow depends on.
 */
final class SocialRequest {

  @QueryParam("provider")
  @Nullable String provider;

  @QueryParam("redirect_to")
  @Nullable String redirectTo;

  @QueryParam("scopes")
  @Nullable String scopes;

  @QueryParam("code_challenge")
  @Nullable String codeChallenge;

  @QueryParam("code_challenge_method")
  @Nullable String codeChallengeMethod;

  @QueryParam("prompt")
  @Nullable String prompt;

  @QueryParam("access_type")
  @Nullable String accessType;

  @QueryParam("login_hint")
  @Nullable String loginHint;

  @QueryParam("domain_hint")
  @Nullable String domainHint;

  @QueryParam("hd")
  @Nullable String hostedDomain;

  BeginFlow.Request request() {
    Map<String, String> hints = new LinkedHashMap<>();
    put(hints, "prompt", prompt);
    put(hints, "access_type", accessType);
    put(hints, "login_hint", loginHint);
    put(hints, "domain_hint", domainHint);
    put(hints, "hd", hostedDomain);
    return new BeginFlow.Request(provider, scopes, hints);
  }

  Flow flow(Flows flows) {
    return flows.of(redirectTo, codeChallenge, codeChallengeMethod);
  }

  private static void put(Map<String, String> hints, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      hints.put(name, value);
    }
  }
}
