package com.leadignite.auth.passkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;
import java.util.Set;

/** The relying party of passkeys (WebAuthn). */
@ConfigMapping(prefix = "leadignite.auth.passkey")
interface PasskeyConfig {

  /**
   * The domain that passkeys are made for: the host of the site's URL unless set, or a domain above
   * it. With another one, all passkeys that people have are worth nothing.
   */
  @WithName("rp-id")
  Optional<String> rpId();

  /** What browsers call the platform; the relying party's id unless set. */
  @WithName("rp-name")
  Optional<String> rpName();

  /** The origins of the pages that may use passkeys; that of the site's URL unless set. */
  Optional<Set<String>> origins();
}
