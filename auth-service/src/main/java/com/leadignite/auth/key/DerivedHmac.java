package com.leadignite.auth.key;

import com.leadignite.guard.hash.HmacSha256;
import java.security.MessageDigest;
import java.util.List;

/**
 * HMACs for one purpose. While the key-encryption key is being changed there is one for each
 * configured key: replicas of two steps of the change know what each other made. Does not print.
 */
public final class DerivedHmac {

  private final List<HmacSha256> all;

  DerivedHmac(List<HmacSha256> all) {
    this.all = List.copyOf(all);
  }

  /** The code of the parts, one after the other, by the first key: 32 bytes. */
  public byte[] of(byte[]... parts) {
    return all.getFirst().of(parts);
  }

  /** Their codes by all keys, the first key's first. */
  public List<byte[]> all(byte[]... parts) {
    return all.stream().map(each -> each.of(parts)).toList();
  }

  /** Whether that is the code of the parts by any of the keys. */
  public boolean matches(byte[] code, byte[]... parts) {
    boolean matches = false;
    for (byte[] own : all(parts)) {
      matches |= MessageDigest.isEqual(code, own);
    }
    return matches;
  }

  @Override
  public String toString() {
    return "DerivedHmac";
  }
}
