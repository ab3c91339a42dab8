package com.leadignite.auth.oauth;

import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a person for, checked.
 *
 * @param redirectUri one that the client registered
 * @param scopes some that the client registered
 * @param state what the client wants back; null if nothing
 * @param codeChallenge of S256
 * @param proofKey the thumbprint of the key that the code is bound to (RFC 9449, section 10); null
 *     if to none
 * @param fault what the client is told instead, once a person has signed in; null if the request is
 *     in order. A faulty one has no scopes and no challenge.
 */
record AuthorizationRequest(
    TenantId tenantId,
    UUID clientId,
    String redirectUri,
    List<Scope> scopes,
    @Nullable String state,
    String codeChallenge,
    @Nullable String proofKey,
    @Nullable Fault fault) {

  static final String COLUMNS =
      """
      tenant_id,
      client_id,
      redirect_uri,
      scopes,
      state,
      code_challenge,
      proof_key,
      error,
      error_description
      """;

  /** An error of RFC 6749, section 4.1.2.1. */
  record Fault(String error, String description) {

    static @Nullable Fault of(Row row) {
      String error = row.getString("error");
      return error == null ? null : new Fault(error, row.getString("error_description"));
    }
  }

  /** A request with a fault that its client is told. */
  static AuthorizationRequest faulty(
      KnownClient client, String target, @Nullable String state, RequestFault fault) {
    return new AuthorizationRequest(
        client.tenantId(),
        client.id(),
        target,
        List.of(),
        state,
        "",
        null,
        new Fault(fault.error(), fault.description()));
  }

  static AuthorizationRequest of(Row row) {
    return new AuthorizationRequest(
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("client_id"),
        row.getString("redirect_uri"),
        Client.scopes(row),
        row.getString("state"),
        row.getString("code_challenge"),
        row.getString("proof_key"),
        Fault.of(row));
  }

  /** The same, whose code is bound to a key; empty if to none. */
  AuthorizationRequest boundTo(Optional<String> key) {
    return new AuthorizationRequest(
        tenantId, clientId, redirectUri, scopes, state, codeChallenge, key.orElse(null), fault);
  }

  /** Where a person is sent at once if it is faulty: back to the client, with the error. */
  Optional<String> refusal(String issuer) {
    return Optional.ofNullable(fault)
        .map(each -> target(issuer).withError(each.error(), each.description()));
  }

  RedirectTarget target(String issuer) {
    return new RedirectTarget(redirectUri, state, issuer);
  }
}
