package com.leadignite.auth.passkey;

import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.ExtensionAuthenticatorOutput;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/**
 * What an authenticator says, read (WebAuthn, section 6.1). What its extensions say is of no use
 * here, and only has to be well-formed.
 *
 * @param data for webauthn4j
 * @param publicKey the new credential's COSE_Key as it was sent; empty if there is none
 */
record AuthenticatorBytes<T extends ExtensionAuthenticatorOutput>(
    AuthenticatorData<T> data, Buffer publicKey) {

  private static final int HASH = 32;
  private static final int AAGUID_LENGTH = 16;
  private static final int FIXED = HASH + 1 + Integer.BYTES;
  private static final int ATTESTED = AAGUID_LENGTH + Short.BYTES;

  /** Reads it; fails with malformed, also for what is left over. */
  static <T extends ExtensionAuthenticatorOutput> AuthenticatorBytes<T> read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    require(buffer, FIXED);
    byte[] party = take(buffer, HASH);
    byte flags = buffer.get();
    long counter = Integer.toUnsignedLong(buffer.getInt());
    Buffer publicKey = Buffer.buffer();
    AttestedCredentialData attested = null;
    if (AuthenticatorData.checkFlagAT(flags)) {
      require(buffer, ATTESTED);
      AAGUID model = new AAGUID(take(buffer, AAGUID_LENGTH));
      byte[] id = take(buffer, Short.toUnsignedInt(buffer.getShort()));
      Cbor key = Cbor.map(rest(buffer));
      publicKey = Buffer.buffer(take(buffer, key.length()));
      attested = new AttestedCredentialData(model, id, CoseKeys.read(key));
    }
    if (AuthenticatorData.checkFlagED(flags)) {
      take(buffer, Cbor.map(rest(buffer)).length());
    }
    if (buffer.hasRemaining()) {
      throw PasskeyRefused.malformed();
    }
    return new AuthenticatorBytes<>(
        new AuthenticatorData<>(party, flags, counter, attested), publicKey);
  }

  private static byte[] rest(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] take(ByteBuffer buffer, int length) {
    require(buffer, length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  private static void require(ByteBuffer buffer, int length) {
    if (buffer.remaining() < length) {
      throw PasskeyRefused.malformed();
    }
  }
}
