package com.leadignite.guard.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The public keys of a client, read once: its assertions are verified by them. */
public final class ClientKeySet {

  private final Map<String, VerificationKey> keys;

  private ClientKeySet(Map<String, VerificationKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a JWK set.
   *
   * @throws InvalidToken if it has no key that can verify
   */
  public static ClientKeySet parse(String jwks) {
    try {
      return new ClientKeySet(VerificationKeys.parse(jwks));
    } catch (IllegalArgumentException e) {
      throw new InvalidToken("no key of the client's can verify");
    }
  }

  /** Whether it has the key that a JWT names. */
  public boolean has(@Nullable String keyId) {
    return find(keyId) != null;
  }

  /** The key of that id, or the only one if a JWT names none; null if there is no such key. */
  @Nullable VerificationKey find(@Nullable String keyId) {
    if (keyId == null) {
      return keys.size() == 1 ? keys.values().iterator().next() : null;
    }
    return keys.get(keyId);
  }
}
