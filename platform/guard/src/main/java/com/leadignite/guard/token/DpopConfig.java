package com.leadignite.guard.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How proofs of possession are checked (RFC 9449). */
@ConfigMapping(prefix = "leadignite.dpop")
public interface DpopConfig {

  /**
   * The origins under which clients reach the platform, for example {@code
   * https://app.example.com}, in addition to those of the trusted issuers. Never taken from the
   * request: its Host field is whatever a thief sends.
   */
  Optional<List<String>> origins();

  /** How far the {@code iat} of a proof may be from now, in the past or the future. */
  @WithDefault("PT1M")
  Duration window();
}
