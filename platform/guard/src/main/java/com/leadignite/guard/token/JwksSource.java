package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;

/**
 * Where an issuer's keys come from, if not over HTTP: a bean of this type takes the place of {@code
 * jwks-url} for its issuer. auth-service, which is the issuer, reads its own table.
 */
public interface JwksSource {

  /** The issuer's name in configuration: {@code leadignite.token.issuers."<name>"}. */
  String issuerName();

  /** The current keys, as a JWK set. Called at start, every few minutes and for unknown ids. */
  Uni<String> fetch();
}
