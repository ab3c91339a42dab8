package com.leadignite.auth.oauth;

import java.util.Locale;

/** Why a grant ended before its time. */
enum EndReason {
  REVOKED,
  TOKEN_REUSED,
  CODE_REUSED,
  CLIENT_DISABLED;

  /** The name in the table. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
