package com.leadignite.auth.oauth;

import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * What a client authenticates itself with at the endpoints for clients, as it was sent.
 *
 * <p>A class and not a record: the framework fills a record by reflection.
 */
final class SentCredentials {

  @RestForm("client_id")
  @Nullable List<String> clientId;

  @RestForm("client_secret")
  @Nullable List<String> clientSecret;

  @RestForm("client_assertion_type")
  @Nullable List<String> assertionType;

  @RestForm("client_assertion")
  @Nullable List<String> assertion;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  /**
   * Reads them.
   *
   * @throws com.leadignite.guard.problem.Problem validation-failed if they cannot be read, or are
   *     of two kinds
   */
  ClientCredentials read() {
    return ClientCredentials.of(
        authorization,
        id(),
        OAuthForm.one("client_secret", clientSecret),
        OAuthForm.one("client_assertion_type", assertionType),
        OAuthForm.one("client_assertion", assertion));
  }

  /** The id that the form names; null if it names none. */
  @Nullable String id() {
    return OAuthForm.one("client_id", clientId);
  }
}
