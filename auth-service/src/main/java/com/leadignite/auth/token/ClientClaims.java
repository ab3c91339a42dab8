package com.leadignite.auth.token;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token says with which a partner's client acts for a person. Nothing that tells who they
 * are: the partner reads it.
 *
 * @param client the client
 * @param grant what the token descends from; it is revoked as a session's tokens are
 * @param user for whom it acts
 * @param tenant in which organization
 * @param role no higher than theirs
 * @param memberSince when they became a member of it
 * @param scopes no more than they gave
 * @param notAfter when the grant ends at the latest
 * @param proofKey the thumbprint of the key that the token is bound to; null if to none
 */
public record ClientClaims(
    UUID client,
    SessionId grant,
    UserId user,
    TenantId tenant,
    Role role,
    Instant memberSince,
    Set<Scope> scopes,
    Instant notAfter,
    @Nullable String proofKey) {

  public ClientClaims {
    scopes = Set.copyOf(scopes);
  }
}
