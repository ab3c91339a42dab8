package com.leadignite.guard.access;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes refused requests to the log and to the listeners. */
@Singleton
final class DenialPublisher {

  private static final Logger LOG = Logger.getLogger("com.leadignite.guard.access.denied");

  private final List<DenialListener> listeners;

  DenialPublisher(@All List<DenialListener> listeners) {
    this.listeners = listeners;
  }

  void tell(Denial denial) {
    LOG.infof(
        "denied %s: %s; %s %s (%s) from %s by %s",
        denial.problem().slug(),
        denial.reason(),
        denial.method(),
        denial.path(),
        denial.endpoint(),
        denial.request().address(),
        denial.caller() == null ? "nobody" : denial.caller().key());
    for (DenialListener listener : listeners) {
      try {
        listener.denied(denial);
      } catch (RuntimeException e) {
        LOG.error("a listener failed on a denial", e);
      }
    }
  }
}
