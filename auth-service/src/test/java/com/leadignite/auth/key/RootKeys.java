package com.leadignite.auth.key;

import com.leadignite.guard.seal.SealingKeys;
import java.security.SecureRandom;

/** The secret of an installation as a replica with other settings has it. */
public final class RootKeys {

  /** A key that no test stores anything under, unless it says so. */
  public static final String NEW_KEY = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";

  private RootKeys() {}

  /** The keys of a setting. */
  public static RootKey of(String keys) {
    return new RootKey(SealingKeys.parse("a.property", keys), new SecureRandom());
  }
}
