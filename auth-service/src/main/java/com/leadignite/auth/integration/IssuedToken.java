package com.leadignite.auth.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access token for a provider's API. Does not print.
 *
 * @param accessToken the token
 * @param tokenType {@code Bearer}
 * @param expiresAt when it ends; left out if the provider does not say
 * @param provider the provider's name
 * @param account the provider's name of the account; left out if it gave none
 * @param scopes what the provider granted
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record IssuedToken(
    String accessToken,
    String tokenType,
    @Nullable Instant expiresAt,
    String provider,
    @Nullable String account,
    List<String> scopes) {

  @Override
  public String toString() {
    return "IssuedToken";
  }
}
