package com.leadignite.guard.token;

import com.leadignite.guard.testing.TestIssuer;
import java.util.List;
import java.util.Optional;

/**
 * A trusted issuer as it is configured, with the claims of our own.
 *
 * @param type the type of its tokens; {@code at+jwt} for ours
 */
record TestingIssuer(String type) implements TokenConfig.Issuer {

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

  @Override
  public String tenantClaim() {
    return "tenant_id";
  }

  @Override
  public String roleClaim() {
    return "role";
  }

  @Override
  public Optional<List<String>> scopes() {
    return Optional.empty();
  }
}
