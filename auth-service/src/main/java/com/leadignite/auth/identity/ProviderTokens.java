package com.leadignite.auth.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a provider gave to a person for its own API: handed to their client once. Does not print.
 *
 * @param accessToken the provider's access token
 * @param refreshToken its refresh token, or null
 */
public record ProviderTokens(String accessToken, @Nullable String refreshToken) {

  @Override
  public String toString() {
    return "ProviderTokens";
  }
}
