package com.leadignite.guard.shutdown;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready from the moment in which the service is told to stop. */
@Readiness
@Singleton
public final class NotLeaving implements HealthCheck {

  private final OpenConnections connections;

  NotLeaving(OpenConnections connections) {
    this.connections = connections;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("not leaving").status(!connections.isLeaving()).build();
  }
}
