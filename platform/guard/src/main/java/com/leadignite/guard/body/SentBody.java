package com.leadignite.guard.body;

import com.leadignite.guard.hash.Sha256;

/**
 * A body together with the bytes that it was read from, for operations that recognize the same
 * request when it is sent again.
 *
 * @param <T> the record that the body is
 */
public final class SentBody<T extends Record> {

  private final T value;
  private final byte[] bytes;

  SentBody(T value, byte[] bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  /** The body, valid. */
  public T value() {
    return value;
  }

  /** The SHA-256 of the bytes that were sent, in hexadecimal. */
  public String sha256() {
    return Sha256.hex(bytes);
  }
}
