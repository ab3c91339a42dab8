package com.leadignite.guard.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses to start a packaged service with unsafe settings, and names all of them at once. The
 * local stack says {@code leadignite.local=true}: the findings are then logged only.
 */
@Singleton
final class ReadinessChecks {

  private static final Logger LOG = Logger.getLogger(ReadinessChecks.class);

  private final List<SafetyCheck> checks;
  private final boolean local;

  @Inject
  ReadinessChecks(
      @All List<SafetyCheck> checks, @ConfigProperty(name = "leadignite.local") boolean local) {
    this.checks = checks;
    this.local = local;
  }

  void onStart(@Observes @Priority(1) StartupEvent starting) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      verify();
    }
  }

  /**
   * @throws IllegalStateException if a setting is unsafe and this is not a local stack
   */
  void verify() {
    List<UnsafeSetting> findings =
        checks.stream().flatMap(check -> check.findings().stream()).toList();
    if (findings.isEmpty()) {
      return;
    }
    String list =
        findings.stream().map(UnsafeSetting::toString).collect(Collectors.joining("\n  - "));
    if (local) {
      LOG.infof("good for a local stack only:%n  - %s", list);
    } else {
      throw new IllegalStateException("unsafe settings, not starting:\n  - " + list);
    }
  }
}
