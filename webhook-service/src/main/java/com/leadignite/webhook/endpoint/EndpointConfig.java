package com.leadignite.webhook.endpoint;

import com.leadignite.guard.edge.Cidr;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What organizations may have as endpoints. */
@ConfigMapping(prefix = "leadignite.webhook.endpoints")
public interface EndpointConfig {

  /** How many endpoints an organization may have. */
  @WithDefault("20")
  int max();

  /**
   * Networks besides the Internet that endpoints may be in, such as {@code 10.20.0.0/16}. Everybody
   * who administers an organization can then make this service call any address of them. With
   * {@code 127.0.0.0/8}, which is for tests, plain http leads to this machine, too.
   */
  Optional<List<Cidr>> privateNetworks();

  /** For how long the old secret signs too after a new one took over, unless the caller says. */
  @WithDefault("24h")
  Duration secretOverlap();
}
