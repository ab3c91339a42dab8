package com.leadignite.auth.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.RegistrationDataVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.NullSelfAttestationTrustworthinessVerifier;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Checks a new credential (WebAuthn, section 7.1). Its attestation is not asked for and not looked
 * at, whatever format it has: any authenticator will do.
 */
@Singleton
final class VerifyAttestation {

  private final RelyingParty party;
  private final ClientData clientData;
  private final RegistrationDataVerifier verifier;

  VerifyAttestation(RelyingParty party, ClientData clientData) {
    this.party = party;
    this.clientData = clientData;
    this.verifier =
        new RegistrationDataVerifier(
            List.of(new NoneAttestationStatementVerifier()),
            new NullCertPathTrustworthinessVerifier(),
            new NullSelfAttestationTrustworthinessVerifier(),
            List.of(),
            // The constructor insists on one; nothing is converted by it.
            new ObjectConverter());
  }

  /**
   * Checks what a browser sent.
   *
   * @param nonce what was to be signed
   * @throws PasskeyRefused if it is not good
   */
  Credential verify(SentCredential sent, String nonce) {
    byte[] object = sent.attestationObjectBytes();
    byte[] client = sent.clientDataBytes();
    Cbor attestation = Cbor.map(object);
    attestation.text("fmt");
    if (attestation.length() != object.length) {
      throw PasskeyRefused.malformed();
    }
    AuthenticatorBytes<RegistrationExtensionAuthenticatorOutput> said =
        AuthenticatorBytes.read(attestation.bytes("authData"));
    RegistrationData registration =
        new RegistrationData(
            new AttestationObject(said.data(), new NoneAttestationStatement()),
            object,
            clientData.read(client),
            client,
            new AuthenticationExtensionsClientOutputs<>(),
            Set.of());
    try {
      verifier.verify(
          registration,
          new RegistrationParameters(party.expecting(nonce), CoseKeys.parameters(), false, true));
    } catch (WebAuthnException e) {
      throw PasskeyRefused.of(e);
    }
    return credential(sent, said);
  }

  private static Credential credential(
      SentCredential sent, AuthenticatorBytes<RegistrationExtensionAuthenticatorOutput> said) {
    AuthenticatorData<?> data = said.data();
    AttestedCredentialData attested =
        Objects.requireNonNull(data.getAttestedCredentialData(), "checked by the verifier");
    Buffer id = Buffer.buffer(attested.getCredentialId());
    if (id.length() == 0 || !Buffer.buffer(sent.idBytes()).equals(id)) {
      throw PasskeyRefused.malformed();
    }
    return new Credential(
        id,
        said.publicKey(),
        data.getSignCount(),
        data.isFlagUV(),
        data.isFlagBE(),
        data.isFlagBS(),
        Objects.requireNonNull(attested.getAaguid().getValue(), "it was made of 16 bytes"),
        sent.transports());
  }
}
