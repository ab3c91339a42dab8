package com.leadignite.auth.social;

import org.jspecify.annotations.Nullable;

/**
 * What a provider sent a person back with (RFC 6749, section 4.1.2). Does not print.
 *
 * @param state what it was given
 * @param code what its token endpoint exchanges
 * @param error why there is none
 * @param errorDescription the same in words
 * @param issuer who answers (RFC 9207)
 */
public record ProviderCallback(
    @Nullable String state,
    @Nullable String code,
    @Nullable String error,
    @Nullable String errorDescription,
    @Nullable String issuer) {

  @Override
  public String toString() {
    return "ProviderCallback";
  }
}
