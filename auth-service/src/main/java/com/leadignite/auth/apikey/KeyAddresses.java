package com.leadignite.auth.apikey;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.edge.Cidr;
import java.util.List;

/** The ranges of addresses that a key may be used from, as people write them. */
final class KeyAddresses {

  private KeyAddresses() {}

  /**
   * Checks that each is an address or a range.
   *
   * @throws com.leadignite.guard.problem.Problem {@code validation-failed}
   */
  static void check(List<String> addresses) {
    for (int i = 0; i < addresses.size(); i++) {
      if (!isRange(addresses.get(i))) {
        throw Violations.of(
            "addresses[" + i + "]", "must be an address or a range such as 192.0.2.0/24");
      }
    }
  }

  private static boolean isRange(String text) {
    try {
      Cidr.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
