package com.leadignite.guard.token;

/**
 * What an account is found by if another issuer says who somebody is. A provider that was
 * configured anew with another issuer may call somebody else by the same subject (B29).
 *
 * @param provider the provider of the account's identity
 * @param issuer who issued the token
 * @param subject what the issuer calls the person
 */
public record FederatedIdentity(String provider, String issuer, String subject) {

  /** Names the identity: neither a provider nor an issuer has a space in it. */
  String key() {
    return provider + ' ' + issuer + ' ' + subject;
  }
}
