package com.leadignite.guard.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What sealed bytes are bound to: a purpose and the ids of the row they are stored in. Bytes that
 * were copied to another row, or to another table, do not open there.
 *
 * <p>The form is stored for good, in every seal: eight ASCII characters for the purpose, and
 * sixteen bytes, most significant first, for each id. All parts have a fixed width, so that no two
 * rows of a purpose have the same bytes, and no name of the code is in them.
 */
public final class AssociatedData {

  private static final Pattern PURPOSE = Pattern.compile("[a-z0-9-]{8}");
  private static final int PURPOSE_BYTES = 8;
  private static final int ID_BYTES = 16;

  private final byte[] bytes;

  private AssociatedData(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The data of a row.
   *
   * @param purpose eight characters of {@code a-z}, {@code 0-9} and {@code -}; one of its own for
   *     each kind of secret, which always has the same number of ids
   * @param ids the row's key, in an order that never changes
   */
  public static AssociatedData of(String purpose, UUID... ids) {
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new IllegalArgumentException("a purpose has eight characters of a-z, 0-9 and -");
    }
    ByteBuffer bytes = ByteBuffer.allocate(PURPOSE_BYTES + ids.length * ID_BYTES);
    bytes.put(purpose.getBytes(StandardCharsets.US_ASCII));
    for (UUID id : ids) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return new AssociatedData(bytes.array());
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
