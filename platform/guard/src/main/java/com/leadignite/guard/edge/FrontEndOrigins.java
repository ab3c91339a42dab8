package com.leadignite.guard.edge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The origins of the front end, {@code leadignite.cors.origins}: the only pages that we trust. */
@Singleton
public final class FrontEndOrigins {

  private final Set<String> origins;

  FrontEndOrigins(CorsConfig config) {
    List<String> configured = config.origins().orElse(List.of());
    configured.forEach(Origins::check);
    origins = Set.copyOf(configured);
  }

  /** Whether pages of this origin, as a browser writes it, belong to the front end. */
  public boolean contain(String origin) {
    return origins.contains(origin);
  }

  boolean isEmpty() {
    return origins.isEmpty();
  }
}
