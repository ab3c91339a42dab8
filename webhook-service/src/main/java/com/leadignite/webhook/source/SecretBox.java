package com.leadignite.webhook.source;

import com.leadignite.webhook.signature.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Encrypts the secrets of sources for the database: AES-256-GCM with a random nonce. The ids of the
 * row are authenticated with it, so that a secret which was copied to another row does not open.
 */
@Singleton
public final class SecretBox {

  private static final Logger LOG = Logger.getLogger(SecretBox.class);
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  @Inject
  SecretBox(SourceConfig config, SecureRandom random) {
    this.key = new SecretKeySpec(decode(config.secretEncryptionKey().get()), "AES");
    this.random = random;
  }

  private static byte[] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The exception's message shows a part of the key.
      throw wrongKey();
    }
    throw wrongKey();
  }

  private static IllegalStateException wrongKey() {
    return new IllegalStateException(
        "leadignite.webhook.secret-encryption-key must be 32 bytes in base64; make one with:"
            + " openssl rand -base64 32");
  }

  /** The secret as it is stored: version, nonce, ciphertext and tag. */
  byte[] seal(Place place, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, place, nonce, secret.bytes());
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * The secret again.
   *
   * @throws IllegalStateException where it was sealed with another key, for another place, or
   *     changed since
   */
  Secret open(Place place, byte[] stored) {
    if (stored.length < 1 + NONCE_BYTES || stored[0] != VERSION) {
      throw new IllegalStateException("a stored secret has a form that is not known");
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored).position(1);
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] sealed = new byte[bytes.remaining()];
    bytes.get(sealed);
    return Secret.of(run(Cipher.DECRYPT_MODE, place, nonce, sealed));
  }

  /** As {@link #open}; empty, with a line in the log, if the secret does not open. */
  Optional<Secret> openIfReadable(Place place, byte[] stored) {
    try {
      return Optional.of(open(place, stored));
    } catch (IllegalStateException unreadable) {
      LOG.warnf("a secret does not open secret_id=%s", place.secretId());
      return Optional.empty();
    }
  }

  private byte[] run(int mode, Place place, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.toString().getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a stored secret does not open; was leadignite.webhook.secret-encryption-key changed?",
          e);
    }
  }

  /** The row a secret is stored in. */
  record Place(UUID tenantId, UUID sourceId, UUID secretId) {}
}
