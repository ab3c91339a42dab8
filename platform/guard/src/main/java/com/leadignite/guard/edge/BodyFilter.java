package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Reads the body, counting what really comes: a chunked body tells no length, and a told one may be
 * a lie. Runs once the caller is known to be allowed, so that strangers cannot make us hold bodies.
 */
@Provider
@Singleton
@Priority(GuardOrder.BODY)
public final class BodyFilter implements ContainerRequestFilter {

  private final CurrentVertxRequest current;

  // Made while the service is built: what depends on its configuration is not there yet.
  BodyFilter(CurrentVertxRequest current) {
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    RoutingContext routing = current.getCurrent();
    ResteasyReactiveContainerRequestContext rest =
        (ResteasyReactiveContainerRequestContext) context;
    if (!BodyHeadersFilter.hasBody(routing.request())) {
      return;
    }
    boolean form = takesForms(rest) && isForm(routing.request());
    if (form) {
      FormBody.checkCharset(routing.request());
    }
    BodyAggregator reading = new BodyAggregator(routing, rest);
    rest.suspend();
    reading.start(body -> {
      if (form) {
        FormBody.parse(rest, body);
      }
    });
  }

  /**
   * Whether the endpoint names a form as what it takes: such are parsed. One that takes anything
   * gets the bytes of a form as of any other body.
   */
  private static boolean takesForms(ResteasyReactiveContainerRequestContext rest) {
    var request = (ResteasyReactiveRequestContext) rest.getServerRequestContext();
    List<MediaType> taken = request.getTarget().getConsumes();
    if (taken.contains(MediaType.MULTIPART_FORM_DATA_TYPE)) {
      // Quarkus' own parser would wait for a body that is read here.
      throw new UnsupportedOperationException("no endpoint takes multipart bodies so far");
    }
    return taken.contains(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.regionMatches(true, 0, MediaType.APPLICATION_FORM_URLENCODED, 0, 33);
  }
}
