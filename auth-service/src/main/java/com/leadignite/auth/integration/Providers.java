package com.leadignite.auth.integration;

import com.leadignite.auth.integration.IntegrationConfig.ClientAuthentication;
import com.leadignite.auth.integration.IntegrationConfig.ProviderConfig;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.secret.MountedSecrets;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The providers that this deployment offers: presets, and what is configured. */
@Singleton
final class Providers {

  /** The prefix of the settings of each. */
  static final String PROPERTY = "leadignite.auth.integrations.providers.";

  private static final Logger LOG = Logger.getLogger(Providers.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final String GOHIGHLEVEL = "gohighlevel";

  /** HighLevel refuses redirect URIs that contain one of its names. */
  private static final String GOHIGHLEVEL_CALLBACK = "crm";

  private static final int MOST_SCOPES = 100;

  private final MountedSecrets secrets;
  private final Map<String, Provider> all = new TreeMap<>();

  Providers(IntegrationConfig config, MountedSecrets secrets) {
    this.secrets = secrets;
    Map<String, ProviderConfig> configured = config.providers();
    all.put("vapi", vapi(configured.get("vapi")));
    all.put("elevenlabs", elevenLabs(configured.get("elevenlabs")));
    configured.forEach((name, settings) -> {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            PROPERTY + "\"" + name + "\": a name has up to 40 characters of a-z, 0-9 and -");
      }
      if (!all.containsKey(name)) {
        all.put(name, name.equals(GOHIGHLEVEL) ? goHighLevel(settings) : oauth(name, settings));
      }
    });
    oauth().forEach(this::check);
  }

  private void check(Provider.OAuth provider) {
    String property = PROPERTY + "\"" + provider.name() + "\".";
    if (provider.scopes().size() > MOST_SCOPES) {
      throw new IllegalArgumentException(property + "scopes has more than " + MOST_SCOPES);
    }
    if (!NAME.matcher(provider.callback()).matches()
        || oauth().filter(other -> other.callback().equals(provider.callback())).count() > 1) {
      throw new IllegalArgumentException(
          property + "callback must have up to 40 characters of a-z, 0-9 and -, and be no other's");
    }
  }

  /** Made at start, so that a setting that cannot be used is known then. */
  void start(@Observes StartupEvent start) {
    LOG.debugf("integrations can be made with %s", all.keySet());
  }

  List<Provider> all() {
    return List.copyOf(all.values());
  }

  /** Those with OAuth 2. */
  Stream<Provider.OAuth> oauth() {
    return all.values().stream()
        .filter(Provider.OAuth.class::isInstance)
        .map(Provider.OAuth.class::cast);
  }

  Optional<Provider> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /** The OAuth provider of that name; fails with provider-disabled. */
  Provider.OAuth oauth(String name) {
    return find(name)
        .filter(Provider.OAuth.class::isInstance)
        .map(Provider.OAuth.class::cast)
        .orElseThrow(AuthProblem.PROVIDER_DISABLED::problem);
  }

  /** The provider of that name with API keys; fails with provider-disabled. */
  Provider.ApiKey apiKey(String name) {
    return find(name)
        .filter(Provider.ApiKey.class::isInstance)
        .map(Provider.ApiKey.class::cast)
        .orElseThrow(AuthProblem.PROVIDER_DISABLED::problem);
  }

  /** Keys are bearer tokens; assistants are listed by the cheapest documented call. */
  private static Provider vapi(@Nullable ProviderConfig settings) {
    URI check = check(settings, "https://api.vapi.ai", "/assistant?limit=1");
    return new Provider.ApiKey("vapi", check, "Authorization", "Bearer ", null);
  }

  /** Keys can be restricted to some calls, which does not make them invalid. */
  private static Provider elevenLabs(@Nullable ProviderConfig settings) {
    URI check = check(settings, "https://api.elevenlabs.io", "/v1/user");
    return new Provider.ApiKey("elevenlabs", check, "xi-api-key", "", "missing_permissions");
  }

  private static @Nullable URI check(
      @Nullable ProviderConfig settings, String base, String pathAndQuery) {
    if (settings == null) {
      return URI.create(base + pathAndQuery);
    }
    return settings.check()
        ? URI.create(settings.baseUrl().map(URI::toString).orElse(base) + pathAndQuery)
        : null;
  }

  /**
   * HighLevel's OAuth 2: clients authenticate in the form, tokens are of a location (a sub-account)
   * unless {@code token-parameters.user_type} says {@code Company}, each refresh replaces the
   * refresh token, and neither PKCE nor a revocation endpoint is documented.
   */
  private Provider goHighLevel(ProviderConfig settings) {
    Map<String, String> token = new TreeMap<>(Map.of("user_type", "Location"));
    token.putAll(settings.tokenParameters());
    return new Provider.OAuth(
        GOHIGHLEVEL,
        settings.callback().orElse(GOHIGHLEVEL_CALLBACK),
        required(settings.clientId(), GOHIGHLEVEL, "client-id"),
        secret(GOHIGHLEVEL, settings),
        settings.clientAuthentication().orElse(ClientAuthentication.POST),
        settings
            .authorizationEndpoint()
            .orElse(URI.create("https://marketplace.gohighlevel.com/oauth/chooselocation")),
        settings
            .tokenEndpoint()
            .orElse(URI.create("https://services.leadconnectorhq.com/oauth/token")),
        settings.revocationEndpoint().orElse(null),
        settings.issuer().orElse(null),
        required(settings.scopes(), GOHIGHLEVEL, "scopes"),
        settings.pkce().orElse(false),
        settings.authorizationParameters(),
        token,
        settings
            .accountMember()
            .orElse("Company".equals(token.get("user_type")) ? "companyId" : "locationId"));
  }

  private Provider oauth(String name, ProviderConfig settings) {
    return new Provider.OAuth(
        name,
        settings.callback().orElse(name),
        required(settings.clientId(), name, "client-id"),
        secret(name, settings),
        settings.clientAuthentication().orElse(ClientAuthentication.BASIC),
        required(settings.authorizationEndpoint(), name, "authorization-endpoint"),
        required(settings.tokenEndpoint(), name, "token-endpoint"),
        settings.revocationEndpoint().orElse(null),
        settings.issuer().orElse(null),
        settings.scopes().orElse(List.of()),
        settings.pkce().orElse(true),
        settings.authorizationParameters(),
        settings.tokenParameters(),
        settings.accountMember().orElse(null));
  }

  private Supplier<String> secret(String name, ProviderConfig settings) {
    String atStart = required(settings.clientSecret().map(Secret::get), name, "client-secret");
    return secrets.follow(PROPERTY + name + ".client-secret", atStart);
  }

  private static <T> T required(Optional<T> value, String provider, String what) {
    return value.orElseThrow(() ->
        new IllegalArgumentException(PROPERTY + "\"" + provider + "\"." + what + " is not set"));
  }
}
