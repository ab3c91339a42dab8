package com.leadignite.auth.passkey;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser sends of a passkey (WebAuthn, RegistrationResponseJSON and
 * AuthenticationResponseJSON), in base64url.
 *
 * @param id the credential's id
 * @param type what it is; {@code public-key}
 * @param clientData what the browser says of the page and the challenge
 * @param attestationObject the new credential; null unless it is a registration
 * @param authenticatorData what the authenticator says; null for a registration
 * @param signature over both; null for a registration
 * @param userHandle whose it is; null if the authenticator did not store it
 * @param transports how the authenticator is reached
 */
public record SentCredential(
    @Nullable String id,
    @Nullable String type,
    @Nullable String clientData,
    @Nullable String attestationObject,
    @Nullable String authenticatorData,
    @Nullable String signature,
    @Nullable String userHandle,
    List<String> transports) {

  /** Bytes; a browser's client data has some hundreds. */
  private static final int LONGEST_CLIENT_DATA = 4096;

  /** Bytes; with an attestation that nobody asked for, and its certificates. */
  private static final int LONGEST_ATTESTATION = 16_384;

  private static final int LONGEST_AUTHENTICATOR_DATA = 4096;
  private static final int LONGEST_SIGNATURE = 1024;
  private static final int LONGEST_ID = 1023;
  private static final int LONGEST_HANDLE = 64;

  private static final Set<String> TRANSPORTS =
      Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

  public SentCredential {
    transports =
        transports.stream()
            .filter(each -> each != null && TRANSPORTS.contains(each))
            .distinct()
            .sorted()
            .toList();
  }

  byte[] idBytes() {
    if (!"public-key".equals(type)) {
      throw PasskeyRefused.malformed();
    }
    return decoded(id, LONGEST_ID);
  }

  byte[] clientDataBytes() {
    return decoded(clientData, LONGEST_CLIENT_DATA);
  }

  byte[] attestationObjectBytes() {
    return decoded(attestationObject, LONGEST_ATTESTATION);
  }

  byte[] authenticatorDataBytes() {
    return decoded(authenticatorData, LONGEST_AUTHENTICATOR_DATA);
  }

  byte[] signatureBytes() {
    return decoded(signature, LONGEST_SIGNATURE);
  }

  byte[] userHandleBytes() {
    return decoded(userHandle, LONGEST_HANDLE);
  }

  /** Bounded before anything is decoded or parsed. */
  private static byte[] decoded(@Nullable String text, int longest) {
    if (text == null || text.isEmpty() || text.length() > (longest * 4L + 2) / 3) {
      throw PasskeyRefused.malformed();
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw PasskeyRefused.malformed();
    }
  }

  @Override
  public String toString() {
    return "SentCredential";
  }
}
