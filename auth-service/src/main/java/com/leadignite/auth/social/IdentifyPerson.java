package com.leadignite.auth.social;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.social.AskProvider.Granted;
import com.leadignite.auth.social.ProviderPerson.SaidAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Learns who a person is at a provider, from what their code was exchanged for. */
@Singleton
final class IdentifyPerson {

  private final AskProvider askProvider;
  private final IdTokens idTokens;

  IdentifyPerson(AskProvider askProvider, IdTokens idTokens) {
    this.askProvider = askProvider;
    this.idTokens = idTokens;
  }

  /**
   * Who it is; fails with {@link ProviderFailure} if it is not certain.
   *
   * @param nonce what their ID token has to carry; empty if the provider carries none
   */
  Uni<ProviderPerson> of(
      SocialProvider provider, ProviderMetadata metadata, Granted granted, Optional<String> nonce) {
    Optional<URI> userInfo = provider.userInfo().or(metadata::userInfo);
    if (!provider.preset().isOidc()) {
      return byUserInfo(
          provider,
          userInfo.orElseThrow(() -> new ProviderFailure("there is no user info")),
          granted.tokens());
    }
    String idToken =
        granted.idToken().orElseThrow(() -> new ProviderFailure("the provider gave no ID token"));
    return idTokens
        .verify(provider, metadata, idToken, Set.of(provider.clientId()))
        .invoke(claims -> checkNonce(claims, nonce))
        .chain(claims -> byIdToken(provider, claims, userInfo, granted.tokens()));
  }

  /** A token of another sign-in, of this client or of another, has another (B27). */
  private static void checkNonce(JwtClaims claims, Optional<String> nonce) {
    if (nonce.isPresent() && !nonce.get().equals(claims.getClaimValue("nonce"))) {
      throw new ProviderFailure("the ID token is of another sign-in");
    }
  }

  /** A token with an address is enough; else what it lacks is asked for. */
  private Uni<ProviderPerson> byIdToken(
      SocialProvider provider, JwtClaims token, Optional<URI> userInfo, ProviderTokens tokens) {
    Map<String, Object> claims = token.getClaimsMap();
    String subject = String.valueOf(claims.get("sub"));
    SaidAddress said = SaidAddress.of(claims, provider);
    if ((said.address() != null && claims.containsKey("email_verified")) || userInfo.isEmpty()) {
      return Uni.createFrom().item(ProviderPerson.of(provider, subject, claims, said));
    }
    return askProvider
        .userInfo(provider, userInfo.get(), tokens)
        .map(more -> {
          // OpenID Connect Core 1.0, section 5.3.2: it may be somebody else's.
          if (!subject.equals(more.getValue("sub"))) {
            throw new ProviderFailure("the user info is another person's");
          }
          Map<String, Object> all = new LinkedHashMap<>(more.getMap());
          all.putAll(claims);
          SaidAddress there = SaidAddress.of(more.getMap(), provider);
          return ProviderPerson.of(provider, subject, all, there.address() == null ? said : there);
        });
  }

  private Uni<ProviderPerson> byUserInfo(SocialProvider provider, URI uri, ProviderTokens tokens) {
    return askProvider
        .userInfo(provider, uri, tokens)
        .chain(info -> {
          Map<String, Object> claims = info.getMap();
          String subject = subject(claims);
          if (provider.preset() != ProviderPreset.GITHUB) {
            return Uni.createFrom()
                .item(
                    ProviderPerson.of(provider, subject, claims, SaidAddress.of(claims, provider)));
          }
          return askProvider
              .addressAtGitHub(provider, tokens)
              .map(address ->
                  ProviderPerson.of(
                      provider,
                      subject,
                      claims,
                      new SaidAddress(
                          address.orElse(null), address.isPresent() && provider.trustEmail())));
        });
  }

  /** {@code sub}, or the {@code id} that many have instead, which may be a number. */
  private static String subject(Map<String, Object> claims) {
    Object subject = claims.containsKey("sub") ? claims.get("sub") : claims.get("id");
    return subject instanceof String || subject instanceof Integer || subject instanceof Long
        ? subject.toString()
        : "";
  }
}
