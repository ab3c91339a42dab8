package com.leadignite.auth.social;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.social.SocialFlow.Linking;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a person to a provider. */
@Singleton
public final class BeginFlow {

  private static final Logger LOG = Logger.getLogger(BeginFlow.class);
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");
  private static final int MOST_SCOPES = 20;
  private static final int LONGEST_HINT = 254;

  private final SocialProviders providers;
  private final ProviderDocuments documents;
  private final SocialFlowStore store;
  private final FlowSecrets secrets;
  private final String callback;
  private final Duration life;
  private final Clock clock;

  BeginFlow(
      SocialProviders providers,
      ProviderDocuments documents,
      SocialFlowStore store,
      FlowSecrets secrets,
      IssuerConfig issuer,
      SocialConfig config,
      Clock clock) {
    this.providers = providers;
    this.documents = documents;
    this.store = store;
    this.secrets = secrets;
    this.callback = callback(issuer);
    this.life = config.socialFlowLife();
    this.clock = clock;
  }

  /** Where providers send people back to. */
  static String callback(IssuerConfig issuer) {
    return issuer.issuer() + "/callback";
  }

  /**
   * A flow that began.
   *
   * @param url where the provider signs people in
   * @param cookie what the browser has to keep until it is back
   */
  public record Begun(String url, FlowCookie cookie) {}

  /**
   * What a client asks for.
   *
   * @param provider its name, or null
   * @param scopes to ask for in addition, separated by blanks, or null
   * @param hints what the client tells the provider of the person, such as {@code login_hint}
   */
  public record Request(
      @Nullable String provider, @Nullable String scopes, Map<String, String> hints) {}

  /**
   * Begins a sign-in. Fails with provider-unsupported, and with unavailable if the provider does
   * not answer.
   */
  public Uni<Begun> signIn(Request request, Flow flow) {
    return begin(request, flow, null);
  }

  /** Begins to link a provider to the caller's account; fails with linking-disabled, too. */
  public Uni<Begun> link(Request request, Flow flow, Caller.Person caller) {
    return providers.mayBeLinked()
        ? begin(request, flow, new Linking(caller.userId(), caller.sessionId()))
        : Uni.createFrom().failure(AuthProblem.LINKING_DISABLED.problem());
  }

  private Uni<Begun> begin(Request request, Flow flow, @Nullable Linking linking) {
    SocialProvider provider = providers.named(request.provider());
    Map<String, String> query = query(provider, request);
    String state = secrets.newState();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(life);
    return documents
        .metadata(provider)
        .onFailure()
        .transform(e -> unavailable(provider, e))
        .call(() ->
            store.insert(
                FlowSecrets.hash(state),
                new SocialFlow(provider.name(), flow, linking),
                now,
                expiresAt))
        .map(metadata ->
            new Begun(
                url(provider, metadata.authorization(), state, query),
                FlowCookie.of(state, secrets.browser(state), life)));
  }

  private static Problem unavailable(SocialProvider provider, Throwable e) {
    LOG.warnf("a provider did not answer name=%s reason=%s", provider.name(), e.getMessage());
    return new Problem(CommonProblem.UNAVAILABLE, "The provider did not answer. Try again.", e)
        .header("Retry-After", "10");
  }

  /** What the client chose; it overrides nothing that protects the flow. */
  private static Map<String, String> query(SocialProvider provider, Request request) {
    Set<String> scopes = new LinkedHashSet<>(provider.scopes());
    if (request.scopes() != null && !request.scopes().isBlank()) {
      scopes.addAll(Arrays.asList(request.scopes().strip().split("\\s+", -1)));
    }
    if (scopes.size() > MOST_SCOPES
        || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "scopes is no list of scopes.");
    }
    Map<String, String> query = new LinkedHashMap<>();
    request
        .hints()
        .forEach((name, value) -> {
          if (value.length() > LONGEST_HINT) {
            throw new Problem(CommonProblem.VALIDATION_FAILED, name + " is too long.");
          }
          query.put(name, value);
        });
    if (!scopes.isEmpty()) {
      query.put("scope", String.join(" ", scopes));
    }
    return query;
  }

  private String url(
      SocialProvider provider, URI authorization, String state, Map<String, String> chosen) {
    Map<String, String> query = new LinkedHashMap<>(chosen);
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", callback);
    query.put("state", state);
    if (provider.preset().hasChallengeAndNonce()) {
      query.put("code_challenge", secrets.challenge(state));
      query.put("code_challenge_method", "S256");
      if (provider.preset().isOidc()) {
        query.put("nonce", secrets.nonce(state));
      }
    }
    if (provider.preset().isFormPost()) {
      query.put("response_mode", "form_post");
    }
    return authorization
        + (authorization.getRawQuery() == null ? "?" : "&")
        + AskProvider.encoded(query);
  }
}
