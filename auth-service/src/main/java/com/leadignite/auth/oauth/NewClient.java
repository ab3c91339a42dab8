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
 * A client to register.
 *
 * @param name what people are asked to approve it by
 * @param authMethod how it authenticates; {@code client_secret_basic} unless said, {@code none} for
 *     a public one
 * @param grantTypes how it gets tokens; {@code authorization_code} and {@code refresh_token} unless
 *     said
 * @param redirectUris where people are sent back to, exactly; https, http to this machine, or for a
 *     public client a scheme of its own with a dot in it
 * @param scopes what it can be permitted; the caller must hold each
 * @param dpopBound whether its tokens are always bound to a key of its own (RFC 9449)
 * @param jwks its public keys, each with a {@code kid}: for {@code private_key_jwt}
 * @param jwksUri where its public keys are, instead
 */
@Body
@RegisterForReflection
record NewClient(
    @NotNull @Line(max = 100) String name,
    @JsonProperty("token_endpoint_auth_method") @Nullable AuthMethod authMethod,
    @Size(max = 3) List<GrantType> grantTypes,
    @Size(max = 10) List<@Size(max = 500) String> redirectUris,
    @NotNull @Size(min = 1, max = 20) List<Scope> scopes,
    @JsonProperty("dpop_bound_access_tokens") boolean dpopBound,
    @Nullable Map<String, Object> jwks,
    @Nullable @Size(max = 500) String jwksUri) {

  NewClient {
    grantTypes =
        grantTypes.isEmpty()
            ? List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            : grantTypes.stream().distinct().toList();
    redirectUris = redirectUris.stream().distinct().toList();
  }

  AuthMethod method() {
    return authMethod == null ? AuthMethod.CLIENT_SECRET_BASIC : authMethod;
  }
}
