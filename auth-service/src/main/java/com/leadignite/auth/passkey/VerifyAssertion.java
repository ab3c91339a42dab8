package com.leadignite.auth.passkey;

import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.AuthenticationDataVerifier;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Checks that a passkey signed a challenge (WebAuthn, section 7.2). */
@Singleton
final class VerifyAssertion {

  private final RelyingParty party;
  private final ClientData clientData;
  private final AuthenticationDataVerifier verifier = new AuthenticationDataVerifier();

  VerifyAssertion(RelyingParty party, ClientData clientData) {
    this.party = party;
    this.clientData = clientData;
  }

  /**
   * Checks what a browser sent.
   *
   * @param stored the passkey that it should be, or null if there is no such
   * @param nonce what was to be signed
   * @param handleNeeded whether the passkey has to say whose it is: at a sign-in it does, since
   *     nobody else does
   * @throws PasskeyRefused if it is not good; also a counter that went back, which tells of a clone
   */
  ShownPasskey verify(
      SentCredential sent, @Nullable StoredPasskey stored, String nonce, boolean handleNeeded) {
    if (stored == null || !Buffer.buffer(sent.idBytes()).equals(stored.credential().id())) {
      throw new PasskeyRefused("unknown_credential");
    }
    if ((handleNeeded || sent.userHandle() != null)
        && !MessageDigest.isEqual(sent.userHandleBytes(), UserHandle.of(stored.user()))) {
      throw new PasskeyRefused("credential_of_another");
    }
    byte[] said = sent.authenticatorDataBytes();
    byte[] client = sent.clientDataBytes();
    AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> data =
        AuthenticatorBytes.<AuthenticationExtensionAuthenticatorOutput>read(said).data();
    AuthenticationData authentication =
        new AuthenticationData(
            sent.idBytes(),
            null,
            data,
            said,
            clientData.read(client),
            client,
            new AuthenticationExtensionsClientOutputs<>(),
            sent.signatureBytes());
    try {
      verifier.verify(
          authentication,
          new AuthenticationParameters(
              party.expecting(nonce), record(stored.credential()), null, false, true));
    } catch (WebAuthnException e) {
      throw PasskeyRefused.of(e);
    }
    return new ShownPasskey(data.getSignCount(), data.isFlagUV(), data.isFlagBS());
  }

  private static CredentialRecord record(Credential credential) {
    return new CredentialRecordImpl(
        null,
        credential.userVerified(),
        credential.backupEligible(),
        credential.backedUp(),
        credential.signCount(),
        new AttestedCredentialData(
            new AAGUID(credential.aaguid()),
            credential.id().getBytes(),
            CoseKeys.read(Cbor.map(credential.publicKey().getBytes()))),
        null,
        null,
        null,
        null);
  }
}
