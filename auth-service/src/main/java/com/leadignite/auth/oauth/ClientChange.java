package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.guard.caller.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can change of a client.
 *
 * @param name what people are asked to approve it by
 * @param redirectUris where people are sent back to, exactly
 * @param scopes what it can be permitted; what people consented to does not grow
 * @param dpopBound whether its tokens are always bound to a key of its own
 * @param jwks its public keys
 * @param jwksUri where its public keys are
 * @param disabled whether it gets no tokens; those it has end at once
 */
@Body
@RegisterForReflection
record ClientChange(
    @NotNull @Line(max = 100) String name,
    @Size(max = 10) List<@Size(max = 500) String> redirectUris,
    @Size(min = 1, max = 20) List<Scope> scopes,
    @JsonProperty("dpop_bound_access_tokens") boolean dpopBound,
    @Nullable Map<String, Object> jwks,
    @Nullable @Size(max = 500) String jwksUri,
    boolean disabled) {

  ClientChange {
    redirectUris = redirectUris.stream().distinct().toList();
    scopes = scopes.stream().distinct().toList();
  }
}
