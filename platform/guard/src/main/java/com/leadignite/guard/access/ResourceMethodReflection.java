package com.leadignite.guard.access;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Never runs. While it builds an executable, Quarkus keeps the resource methods and their
 * annotations readable only if some filter asks for the method of a request; {@link AccessFeature},
 * which reads them at start, does not count. This filter asks, and is bound to an annotation that
 * no endpoint has.
 */
final class ResourceMethodReflection {

  @ServerRequestFilter
  @OnNoEndpoint
  void filter(ResourceInfo resource) {
    Objects.requireNonNull(resource.getResourceMethod());
  }

  /** No endpoint has it. */
  @NameBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface OnNoEndpoint {}
}
