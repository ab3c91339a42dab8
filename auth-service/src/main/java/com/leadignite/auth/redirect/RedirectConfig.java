package com.leadignite.auth.redirect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where people may be sent. */
@ConfigMapping(prefix = "leadignite.auth")
public interface RedirectConfig {

  /**
   * The addresses that {@code redirect_to} may name, besides those of the site itself. In host and
   * path {@code *} stands for any characters but dot and slash, {@code **} for any characters, and
   * {@code ?} for one that is neither dot nor slash: {@code https://*.example.com/**}.
   */
  @WithName("redirect-allow-list")
  Optional<List<String>> redirectAllowList();

  /** How long a code of PKCE can be exchanged. */
  @WithName("pkce-code-life")
  @WithDefault("5m")
  Duration pkceCodeLife();
}
