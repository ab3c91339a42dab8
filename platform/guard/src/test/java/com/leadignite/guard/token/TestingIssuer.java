package com.leadignite.guard.token;

import com.leadignite.guard.testing.TestIssuer;
import java.util.Optional;
import java.util.Set;

/**
 * A trusted issuer as it is configured.
 *
 * @param type the type of its tokens; {@code at+jwt} for ours
 * @param provider the provider of its subjects' identities; none for ours
 * @param scopes the scopes that its tokens have at most
 * @param aal2Acr the values of {@code acr} that mean two factors
 */
record TestingIssuer(
    String type,
    Optional<String> provider,
    Optional<Set<String>> scopes,
    Optional<Set<String>> aal2Acr)
    implements TokenConfig.Issuer {

  /** Our own. */
  static TestingIssuer ours() {
    return new TestingIssuer("at+jwt", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Another's, whose tokens may do all that the account may. */
  static TestingIssuer federated() {
    return new TestingIssuer(
        "JWT", Optional.of("acme"), Optional.empty(), Optional.of(Set.of("gold")));
  }

  /** As this one, with tokens of fewer scopes. */
  TestingIssuer withAtMost(String... scopes) {
    return new TestingIssuer(type, provider, Optional.of(Set.of(scopes)), aal2Acr);
  }

  @Override
  public String issuer() {
    return TestIssuer.ISSUER;
  }

  @Override
  public String audience() {
    return "authenticated";
  }

  @Override
  public Optional<String> jwksUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> jwks() {
    return Optional.empty();
  }
}
