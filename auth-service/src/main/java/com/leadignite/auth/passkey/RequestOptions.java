package com.leadignite.auth.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * How a browser is to use a passkey (WebAuthn, PublicKeyCredentialRequestOptionsJSON).
 *
 * @param challenge what is to be signed, in base64url
 * @param timeout for how long, in milliseconds
 * @param rpId for whom
 * @param allowCredentials which passkeys; empty for any that the browser has
 * @param userVerification whether a PIN or a fingerprint is asked for
 */
@RegisterForReflection
public record RequestOptions(
    String challenge,
    long timeout,
    @JsonProperty("rpId") String rpId,
    @JsonProperty("allowCredentials") List<CredentialDescriptor> allowCredentials,
    @JsonProperty("userVerification") String userVerification) {

  public RequestOptions {
    allowCredentials = List.copyOf(allowCredentials);
  }
}
