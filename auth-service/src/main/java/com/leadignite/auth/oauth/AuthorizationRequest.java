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
 */
record AuthorizationRequest(
    TenantId tenantId,
    UUID clientId,
    String redirectUri,
    List<Scope> scopes,
    @Nullable String state,
    String codeChallenge,
    @Nullable String proofKey) {

  static final String COLUMNS =
      """
      tenant_id,
      client_id,
      redirect_uri,
      scopes,
      state,
      code_challenge,
      proof_key
      """;

  static AuthorizationRequest of(Row row) {
    return new AuthorizationRequest(
        new TenantId(row.getUUID("tenant_id")),
        row.getUUID("client_id"),
        row.getString("redirect_uri"),
        Client.scopes(row),
        row.getString("state"),
        row.getString("code_challenge"),
        row.getString("proof_key"));
  }

  /** The same, whose code is bound to a key; empty if to none. */
  AuthorizationRequest boundTo(Optional<String> key) {
    return new AuthorizationRequest(
        tenantId, clientId, redirectUri, scopes, state, codeChallenge, key.orElse(null));
  }

  RedirectTarget target(String issuer) {
    return new RedirectTarget(redirectUri, state, issuer);
  }
}
