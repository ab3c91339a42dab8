package com.leadignite.auth.passkey;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An authenticator and the browser that it is plugged into, written from the specification
 * (WebAuthn level 3, sections 5.8.1, 6.1 and 6.5). Each member can be made to lie.
 */
final class Authenticator {

  static final int UP = 0x01;
  static final int UV = 0x04;
  static final int BE = 0x08;
  static final int BS = 0x10;
  private static final int AT = 0x40;

  String origin = "https://app.example.com";
  String party = "app.example.com";
  String format = "none";
  String extraClientData = "";
  String createType = "webauthn.create";
  String getType = "webauthn.get";
  int flags = UP | UV;
  int count;
  int step = 1;
  String handle = "";
  byte[] id = new byte[32];
  KeyPair key = ellipticKey();
  byte[] coseKey;

  Authenticator() {
    new SecureRandom().nextBytes(id);
    coseKey = coseKey((ECPublicKey) key.getPublic());
  }

  /** One that is plugged in and has no way to ask for anything but a touch. */
  static Authenticator withoutVerification() {
    Authenticator authenticator = new Authenticator();
    authenticator.flags = UP;
    return authenticator;
  }

  /** The same key in another device, whose counter is where it was. */
  Authenticator cloned() {
    Authenticator clone = new Authenticator();
    clone.id = id.clone();
    clone.key = key;
    clone.count = count;
    clone.handle = handle;
    clone.coseKey = coseKey;
    return clone;
  }

  /** What {@code navigator.credentials.create} returns, as JSON. */
  Map<String, Object> create(String challenge, String userHandle) {
    handle = userHandle;
    byte[] data = concat(head(flags | AT), new byte[16], uint16(id.length), id, coseKey);
    byte[] object =
        concat(
            new byte[] {(byte) 0xa3},
            text("fmt"),
            text(format),
            text("attStmt"),
            new byte[] {(byte) 0xa0},
            text("authData"),
            bytes(data));
    return credential(
        Map.of(
            "clientDataJSON",
            base64(clientData(createType, challenge)),
            "attestationObject",
            base64(object),
            "transports",
            List.of("internal", "carrier-pigeon")));
  }

  /** What {@code navigator.credentials.get} returns, as JSON. */
  Map<String, Object> get(String challenge) {
    count += step;
    byte[] data = head(flags);
    byte[] client = clientData(getType, challenge);
    return credential(
        Map.of(
            "clientDataJSON", base64(client),
            "authenticatorData", base64(data),
            "signature", base64(sign(concat(data, sha256(client)))),
            "userHandle", handle));
  }

  private Map<String, Object> credential(Map<String, Object> response) {
    Map<String, Object> credential = new HashMap<>();
    credential.put("id", base64(id));
    credential.put("rawId", base64(id));
    credential.put("type", "public-key");
    credential.put("response", new HashMap<>(response));
    credential.put("clientExtensionResults", Map.of());
    credential.put("authenticatorAttachment", "platform");
    return credential;
  }

  private byte[] clientData(String type, String challenge) {
    String json =
        "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false%s}"
            .formatted(type, challenge, origin, extraClientData);
    return (extraClientData.contains("crossOrigin")
            ? json.replace("\"crossOrigin\":false,", "")
            : json)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] head(int withFlags) {
    return ByteBuffer.allocate(37)
        .put(sha256(party.getBytes(StandardCharsets.UTF_8)))
        .put((byte) withFlags)
        .putInt(count)
        .array();
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has it", e);
    }
  }

  private static KeyPair ellipticKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has it", e);
    }
  }

  private static byte[] coseKey(ECPublicKey key) {
    return concat(
        new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21},
        bytes(fixed(key.getW().getAffineX())),
        new byte[] {0x22},
        bytes(fixed(key.getW().getAffineY())));
  }

  private static byte[] fixed(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
    return fixed;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has it", e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] text(String text) {
    return concat(
        new byte[] {(byte) (0x60 | text.length())}, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(byte[] bytes) {
    byte[] head =
        bytes.length < 256
            ? new byte[] {0x58, (byte) bytes.length}
            : concat(new byte[] {0x59}, uint16(bytes.length));
    return concat(head, bytes);
  }

  static byte[] uint16(int number) {
    return ByteBuffer.allocate(2).putShort((short) number).array();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
