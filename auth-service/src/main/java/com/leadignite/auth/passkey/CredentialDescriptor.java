package com.leadignite.auth.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential as browsers are told of it (WebAuthn, PublicKeyCredentialDescriptorJSON).
 *
 * @param type what it is
 * @param id its id, in base64url
 * @param transports how its authenticator is reached; null if that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialDescriptor(String type, String id, @Nullable List<String> transports) {

  static CredentialDescriptor of(Credential credential) {
    return new CredentialDescriptor(
        "public-key",
        Base64.getUrlEncoder().withoutPadding().encodeToString(credential.id().getBytes()),
        credential.transports().isEmpty() ? null : credential.transports());
  }
}
