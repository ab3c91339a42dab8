package com.leadignite.guard.route;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Takes no measurement under a path that is not one of our templates. Quarkus refuses some
 * malformed targets itself, before any filter, and would measure each under the client's own text:
 * a label for each, until the registry is full and has no room for real routes.
 */
@Singleton
final class RouteMetrics implements MeterFilter {

  private static final Set<String> NOT_ROUTES =
      Set.of(
          "/" + RouteLabel.UNMATCHED,
          RouteLabel.UNMATCHED,
          "/cors-preflight",
          "/bad-request",
          "NOT_FOUND",
          "REDIRECTION",
          "UNKNOWN",
          "root");

  private final Endpoints endpoints;

  RouteMetrics(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    if (!id.getName().equals("http.server.requests")) {
      return MeterFilterReply.NEUTRAL;
    }
    String uri = id.getTag("uri");
    return uri == null || NOT_ROUTES.contains(uri) || endpoints.hasTemplate(uri)
        ? MeterFilterReply.NEUTRAL
        : MeterFilterReply.DENY;
  }
}
