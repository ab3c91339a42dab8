package com.leadignite.benchmarks.baseline;

import com.leadignite.leads.lead.UnguardedLeadResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * A service without the guard. Naming its one resource keeps out the guard's request filters, which
 * Quarkus would otherwise find in the guard's jar; its beans are kept out in
 * application.properties.
 */
@ApplicationPath("/")
public final class Baseline extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(UnguardedLeadResource.class);
  }
}
