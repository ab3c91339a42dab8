package com.leadignite.auth.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * How a browser is to make a passkey (WebAuthn, PublicKeyCredentialCreationOptionsJSON).
 *
 * @param rp for whom
 * @param user for which of their people
 * @param challenge what is to be signed, in base64url
 * @param pubKeyCredParams the algorithms, the preferred first
 * @param timeout for how long, in milliseconds
 * @param excludeCredentials the passkeys the person has, whose authenticators make no second one
 * @param authenticatorSelection what the authenticator should be able to do
 * @param attestation nothing has to vouch for the authenticator
 */
@RegisterForReflection
public record CreationOptions(
    Party rp,
    User user,
    String challenge,
    @JsonProperty("pubKeyCredParams") List<Algorithm> pubKeyCredParams,
    long timeout,
    @JsonProperty("excludeCredentials") List<CredentialDescriptor> excludeCredentials,
    @JsonProperty("authenticatorSelection") Selection authenticatorSelection,
    String attestation) {

  public CreationOptions {
    pubKeyCredParams = List.copyOf(pubKeyCredParams);
    excludeCredentials = List.copyOf(excludeCredentials);
  }

  /** A relying party. */
  @RegisterForReflection
  public record Party(String id, String name) {}

  /** A person; {@code id} is their name for authenticators, in base64url. */
  @RegisterForReflection
  public record User(String id, String name, @JsonProperty("displayName") String displayName) {}

  /** An algorithm of COSE. */
  @RegisterForReflection
  public record Algorithm(String type, long alg) {}

  /** What an authenticator should be able to do. */
  @RegisterForReflection
  public record Selection(
      @JsonProperty("residentKey") String residentKey,
      @JsonProperty("requireResidentKey") boolean requireResidentKey,
      @JsonProperty("userVerification") String userVerification) {}
}
