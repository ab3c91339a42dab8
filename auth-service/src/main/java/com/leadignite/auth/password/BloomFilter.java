package com.leadignite.auth.password;

import com.leadignite.guard.hash.Sha256;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A set of texts that takes a few bytes of each (Bloom, 1970): it contains all that were put in,
 * and takes few others for one of them. The positions of a text are those of Kirsch and
 * Mitzenmacher: {@code a + i·b} of two halves of its SHA-256.
 */
final class BloomFilter {

  private final byte[] bits;
  private final int hashes;
  private final int size;

  private BloomFilter(byte[] bits, int hashes, int size) {
    this.bits = bits;
    this.hashes = hashes;
    this.size = size;
  }

  /** Reads one: the hashes of a text, how many texts were put in (both big-endian), the bits. */
  static BloomFilter read(InputStream stored) throws IOException {
    DataInputStream in = new DataInputStream(stored);
    int hashes = in.readInt();
    int size = in.readInt();
    return new BloomFilter(in.readAllBytes(), hashes, size);
  }

  /** Whether a text was put in, or is one of the few that look as if they were. */
  boolean contains(String text) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.of(text));
    long first = digest.getLong();
    long step = digest.getLong();
    for (int i = 0; i < hashes; i++) {
      long at = Long.remainderUnsigned(first + i * step, 8L * bits.length);
      if ((bits[(int) (at >>> 3)] & 1 << (at & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** How many texts were put in. */
  int size() {
    return size;
  }

  /** Of how many texts that were not put in one looks as if it were, by the bits that are set. */
  double falsePositives() {
    long set = 0;
    for (byte part : bits) {
      set += Integer.bitCount(part & 0xff);
    }
    return Math.pow(set / (8.0 * bits.length), hashes);
  }
}
