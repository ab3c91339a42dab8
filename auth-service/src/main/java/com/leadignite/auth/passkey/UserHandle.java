package com.leadignite.auth.passkey;

import com.leadignite.guard.id.UserId;
import java.nio.ByteBuffer;

/** The name under which authenticators keep passkeys of a person: their id, 16 bytes. */
final class UserHandle {

  private UserHandle() {}

  static byte[] of(UserId user) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(user.value().getMostSignificantBits())
        .putLong(user.value().getLeastSignificantBits())
        .array();
  }
}
