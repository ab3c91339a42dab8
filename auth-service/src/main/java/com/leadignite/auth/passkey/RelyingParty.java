package com.leadignite.auth.passkey;

import com.leadignite.auth.token.IssuerConfig;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** For whom passkeys are made, and where they may be used. */
@Singleton
final class RelyingParty {

  private final String id;
  private final String name;
  private final Set<String> origins;

  RelyingParty(PasskeyConfig config, IssuerConfig issuer) {
    URI site = issuer.siteUrl();
    this.id =
        config
            .rpId()
            .orElseGet(() -> Objects.requireNonNullElse(site.getHost(), ""))
            .toLowerCase(Locale.ROOT);
    this.name = config.rpName().orElse(id);
    this.origins =
        config.origins().orElseGet(() -> Set.of(site.getScheme() + "://" + site.getAuthority()));
  }

  /** The domain. */
  String id() {
    return id;
  }

  /** What browsers call it. */
  String name() {
    return name;
  }

  /** The origins of its pages. */
  Set<String> origins() {
    return origins;
  }

  /** What an answer to a challenge has to say of it; never anything of another site's frame. */
  ServerProperty expecting(String nonce) {
    return ServerProperty.builder()
        .rpId(id)
        .origins(origins.stream().map(Origin::new).collect(Collectors.toUnmodifiableSet()))
        .challenge(new DefaultChallenge(nonce))
        .build();
  }
}
