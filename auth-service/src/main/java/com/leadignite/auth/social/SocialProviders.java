package com.leadignite.auth.social;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.social.SocialConfig.AppleKey;
import com.leadignite.auth.social.SocialConfig.ProviderSettings;
import com.leadignite.guard.secret.MountedSecrets;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The providers that are configured; a setting that cannot be used stops the start. */
@Singleton
public final class SocialProviders {

  private static final String PREFIX = "leadignite.auth.providers.";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Set<String> OURS = Set.of("email", "phone", "anonymous_users", "webauthn");
  private static final int LONGEST_ISSUER = 255;

  private final Map<String, SocialProvider> providers = new TreeMap<>();
  private final MountedSecrets secrets;
  private final boolean manualLinking;

  SocialProviders(SocialConfig config, MountedSecrets secrets) {
    this.secrets = secrets;
    this.manualLinking = config.manualLinking();
    config
        .providers()
        .forEach((name, provider) -> {
          if (provider.enabled()) {
            providers.put(name, read(name, provider));
          }
        });
  }

  /** Made at start, so that a setting that cannot be used is known then. */
  void start(@Observes StartupEvent start) {}

  /** The names of all. */
  public Set<String> names() {
    return providers.keySet();
  }

  /** Whether a signed-in person may link any of them. */
  public boolean mayBeLinked() {
    return manualLinking && !providers.isEmpty();
  }

  /** The provider of that name; empty if there is none. */
  Optional<SocialProvider> find(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /** The same; fails with provider-unsupported. */
  SocialProvider named(@Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(this::find)
        .orElseThrow(AuthProblem.PROVIDER_UNSUPPORTED::problem);
  }

  private SocialProvider read(String name, ProviderSettings said) {
    if (!NAME.matcher(name).matches() || OURS.contains(name)) {
      throw wrong(name, "", "is no name of a provider: a-z, 0-9 and _, and not one of our own");
    }
    ProviderPreset preset = preset(name, said);
    String clientId = said.clientId().orElseThrow(missing(name, "client-id"));
    Set<String> audiences = new HashSet<>(said.clientIds().orElse(List.of()));
    audiences.add(clientId);
    Optional<ProviderMetadata> endpoints = endpoints(name, preset, said);
    return new SocialProvider(
        name,
        preset,
        issuer(name, preset, said, endpoints),
        clientId,
        secret(name, preset, clientId, said),
        Set.copyOf(audiences),
        List.copyOf(said.scopes().orElse(preset.scopes())),
        endpoints,
        said.userInfoUrl(),
        said.trustEmail().orElse(preset.trustsEmail()),
        said.privateAddresses());
  }

  private static ProviderPreset preset(String name, ProviderSettings said) {
    return said.preset()
        .map(text ->
            ProviderPreset.of(text)
                .orElseThrow(() -> wrong(name, ".preset", "is none of the presets")))
        .or(() -> ProviderPreset.of(name))
        .orElse(said.issuer().isPresent() ? ProviderPreset.OIDC : ProviderPreset.OAUTH2);
  }

  /** Of a provider without an issuer its people are those of the host where they sign in. */
  private static String issuer(
      String name,
      ProviderPreset preset,
      ProviderSettings said,
      Optional<ProviderMetadata> endpoints) {
    String issuer =
        said.issuer()
            .or(preset::issuer)
            .or(() ->
                endpoints.map(known ->
                    known.authorization().getScheme()
                        + "://"
                        + known.authorization().getRawAuthority()))
            .orElseThrow(missing(name, "issuer"));
    if (issuer.length() > LONGEST_ISSUER || !issuer.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
      throw wrong(name, ".issuer", "is no https address without query and fragment");
    }
    if (preset == ProviderPreset.AZURE
        && issuer.matches(".*/(?:common|organizations|consumers)(?:/.*)?")) {
      throw wrong(name, ".issuer", "has to be that of one tenant, or anybody's tenant signs in");
    }
    return issuer;
  }

  private static Optional<ProviderMetadata> endpoints(
      String name, ProviderPreset preset, ProviderSettings said) {
    if (preset.isOidc()) {
      return Optional.empty();
    }
    boolean github = preset == ProviderPreset.GITHUB && said.authorizationUrl().isEmpty();
    URI authorization =
        github
            ? URI.create("https://github.com/login/oauth/authorize")
            : said.authorizationUrl().orElseThrow(missing(name, "authorization-url"));
    URI token =
        github
            ? URI.create("https://github.com/login/oauth/access_token")
            : said.tokenUrl().orElseThrow(missing(name, "token-url"));
    URI userInfo =
        github
            ? URI.create("https://api.github.com/user")
            : said.userInfoUrl().orElseThrow(missing(name, "user-info-url"));
    return Optional.of(
        new ProviderMetadata(
            authorization, token, Optional.of(userInfo), Optional.empty(), false, true));
  }

  private ClientSecret secret(
      String name, ProviderPreset preset, String clientId, ProviderSettings said) {
    AppleKey apple = said.apple();
    Optional<String> secret = value(said.clientSecret());
    if (preset != ProviderPreset.APPLE || secret.isPresent()) {
      String atStart = secret.orElseThrow(missing(name, "client-secret"));
      return new ClientSecret.Configured(secrets.follow(PREFIX + name + ".client-secret", atStart));
    }
    String key = value(apple.privateKey()).orElseThrow(missing(name, "apple.private-key"));
    try {
      return new ClientSecret.OfApple(
          apple.teamId().orElseThrow(missing(name, "apple.team-id")),
          apple.keyId().orElseThrow(missing(name, "apple.key-id")),
          clientId,
          ClientSecret.OfApple.parse(key));
    } catch (IllegalArgumentException e) {
      throw wrong(name, ".apple.private-key", String.valueOf(e.getMessage()));
    }
  }

  /** An optional secret that is not set may be there without a value. */
  private static Optional<String> value(Optional<Secret<String>> secret) {
    return secret.map(Secret::get);
  }

  private static Supplier<IllegalArgumentException> missing(String name, String property) {
    return () -> wrong(name, "." + property, "is needed");
  }

  private static IllegalArgumentException wrong(String name, String property, String why) {
    return new IllegalArgumentException(PREFIX + "\"" + name + "\"" + property + " " + why);
  }
}
