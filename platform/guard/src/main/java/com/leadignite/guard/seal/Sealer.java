package com.leadignite.guard.seal;

import com.leadignite.guard.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and authenticates what is stored: AES-256-GCM (NIST SP 800-38D) with a random nonce.
 *
 * <p>Sealed bytes are a version (1 byte, 2), the key's id (4 bytes), the nonce (12 bytes), the
 * ciphertext and the tag (16 bytes). Version and key id are authenticated too, ahead of the {@link
 * AssociatedData}. A key's id is computed from the key, so that nothing but keys is configured.
 * With random nonces a key may seal 2^32 times.
 */
public final class Sealer {

  private static final byte VERSION = 2;
  private static final int KEY_ID_BYTES = 4;
  private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] KEY_ID = "id of a sealing key ".getBytes(StandardCharsets.US_ASCII);

  private final SealingKeys keys;
  private final List<Key> all;
  private final SecureRandom random;

  /** A sealer with the keys of a setting. */
  public Sealer(SealingKeys keys, SecureRandom random) {
    this.keys = keys;
    this.all = keys.all().stream().map(Key::of).toList();
    this.random = random;
  }

  private record Key(ByteBuffer header, SecretKeySpec secret) {

    static Key of(byte[] key) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      header.put(VERSION).put(Sha256.of(KEY_ID, key), 0, KEY_ID_BYTES).flip();
      return new Key(header.asReadOnlyBuffer(), new SecretKeySpec(key, "AES"));
    }

    byte[] headerBytes() {
      byte[] bytes = new byte[HEADER_BYTES];
      header.get(0, bytes);
      return bytes;
    }
  }

  /** Seals with the first key. The same content is sealed differently each time. */
  public byte[] seal(byte[] plain, AssociatedData data) {
    Key key = all.getFirst();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed;
    try {
      sealed =
          cipher(Cipher.ENCRYPT_MODE, key, nonce, key.headerBytes(), data.bytes()).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
    return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + sealed.length)
        .put(key.headerBytes())
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * Opens what {@link #seal} made for the same data, with whichever key it was sealed.
   *
   * @throws DecryptionFailed if it does not open
   */
  public byte[] open(byte[] sealed, AssociatedData data) {
    Key key = keyOf(sealed).orElseThrow(this::failed);
    return decrypt(key, sealed, HEADER_BYTES, key.headerBytes(), data.bytes())
        .orElseThrow(this::failed);
  }

  /**
   * Opens what was stored before seals had key ids: nonce, ciphertext and tag, under any of the
   * keys.
   *
   * @param offset where the nonce begins
   * @param data what was authenticated with it
   * @throws DecryptionFailed if it does not open
   */
  public byte[] openWithoutKeyId(byte[] sealed, int offset, byte[] data) {
    return all.stream()
        .flatMap(key -> decrypt(key, sealed, offset, data).stream())
        .findFirst()
        .orElseThrow(this::failed);
  }

  /** Whether the bytes begin as seals of this version under one of the keys do. */
  public boolean hasKeyId(byte[] sealed) {
    return keyOf(sealed).isPresent();
  }

  /** How seals begin that need not be made again: version and id of the first key. */
  public byte[] currentHeader() {
    return all.getFirst().headerBytes();
  }

  /** Whether there may be seals under other keys than the first. */
  public boolean isChangingKeys() {
    return keys.areChanging();
  }

  private Optional<Key> keyOf(byte[] sealed) {
    return all.stream()
        .filter(key ->
            sealed.length >= HEADER_BYTES
                && key.header().equals(ByteBuffer.wrap(sealed, 0, HEADER_BYTES)))
        .findFirst();
  }

  private static Optional<byte[]> decrypt(Key key, byte[] sealed, int offset, byte[]... data) {
    int start = offset + NONCE_BYTES;
    if (sealed.length < start) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOfRange(sealed, offset, start);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, data);
      return Optional.of(cipher.doFinal(sealed, start, sealed.length - start));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  private static Cipher cipher(int mode, Key key, byte[] nonce, byte[]... data)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
    for (byte[] part : data) {
      cipher.updateAAD(part);
    }
    return cipher;
  }

  private DecryptionFailed failed() {
    return new DecryptionFailed(
        "stored bytes do not open; is the key they were sealed with in " + keys.property() + "?");
  }

  @Override
  public String toString() {
    return "Sealer[" + keys.property() + "]";
  }
}
