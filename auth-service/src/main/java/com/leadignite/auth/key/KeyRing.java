package com.leadignite.auth.key;

import com.leadignite.auth.key.SigningKey.Active;
import com.leadignite.auth.key.SigningKey.Next;
import java.util.List;

/**
 * All keys that are published at one time.
 *
 * @param keys exactly one active and one next key, and retired ones that still verify
 */
record KeyRing(List<SigningKey> keys) {

  KeyRing {
    keys = List.copyOf(keys);
  }

  /** The key that signs. */
  Active active() {
    return one(Active.class);
  }

  /** The key that signs next. */
  Next next() {
    return one(Next.class);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  private <T extends SigningKey> T one(Class<T> state) {
    return keys.stream()
        .filter(state::isInstance)
        .map(state::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no key in state " + state.getSimpleName()));
  }
}
