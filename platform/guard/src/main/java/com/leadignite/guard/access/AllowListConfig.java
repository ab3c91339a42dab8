package com.leadignite.guard.access;

import com.leadignite.guard.edge.Cidr;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where admin routes may be called from: everywhere unless one of the two is set. */
@ConfigMapping(prefix = "leadignite.allow-list")
public interface AllowListConfig {

  /** Address ranges such as {@code 10.0.0.0/8}. */
  Optional<List<Cidr>> addresses();

  /**
   * A file with more ranges, one a line; {@code #} begins a comment. Read again while the service
   * runs; while it cannot be read or is invalid, the ranges read before stay in force.
   */
  Optional<Path> file();

  /** How often the file is read. */
  @WithDefault("PT5S")
  Duration reloadEvery();
}
