package com.leadignite.guard.access;

import com.leadignite.guard.GuardOrder;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;

/**
 * Registers a filter for each endpoint while the service starts. The framework calls this for every
 * resource method, sub-resources and those that share a path included; one without {@link Access}
 * fails the start. The filter holds its endpoint's rule: nothing is looked up per request, and
 * nothing depends on how a path is written.
 */
@Provider
final class AccessFeature implements DynamicFeature {

  private final Instance<AccessCheck> check;

  /** Taken lazily: features run before the beans that need Redis can be made. */
  AccessFeature(Instance<AccessCheck> check) {
    this.check = check;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    ResteasyReactiveResourceInfo info = (ResteasyReactiveResourceInfo) resource;
    AccessRule rule = AccessRule.of(info.getMethod());
    context.register(new AccessFilter(rule, check), GuardOrder.ACCESS);
  }
}
