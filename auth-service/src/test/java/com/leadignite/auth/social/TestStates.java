package com.leadignite.auth.social;

import com.leadignite.auth.testing.TestProvider;
import com.leadignite.guard.hash.Sha256;

/** What tests read of addresses that lead to providers. */
final class TestStates {

  private TestStates() {}

  /** The state of a flow. */
  static String of(String authorizationUrl) {
    return TestProvider.form(authorizationUrl.substring(authorizationUrl.indexOf('?') + 1))
        .get("state");
  }

  static String sha256(String text) {
    return Sha256.hex(text);
  }
}
