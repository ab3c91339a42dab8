package com.leadignite.auth.mfa;

/** Base32 without padding (RFC 4648, section 6): for what people may have to type. */
final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  /** Encodes bytes, in capitals. */
  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
    int pending = 0;
    int count = 0;
    for (byte each : bytes) {
      pending = (pending << Byte.SIZE) | (each & 0xff);
      count += Byte.SIZE;
      while (count >= BITS) {
        count -= BITS;
        text.append(ALPHABET.charAt((pending >> count) & 0x1f));
      }
      pending &= (1 << count) - 1;
    }
    if (count > 0) {
      text.append(ALPHABET.charAt((pending << (BITS - count)) & 0x1f));
    }
    return text.toString();
  }
}
