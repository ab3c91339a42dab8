package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
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
    HttpServerRequest request = routing.request();
    ResteasyReactiveContainerRequestContext rest =
        (ResteasyReactiveContainerRequestContext) context;
    if (BodyHeadersFilter.hasBody(request) && !(isForm(request) && takesForms(rest))) {
      rest.suspend();
      read(request, rest, BodyCap.noted(routing));
    }
  }

  private static void read(
      HttpServerRequest request, ResteasyReactiveContainerRequestContext rest, long most) {
    Buffer body = Buffer.buffer(expected(request, most));
    boolean[] over = new boolean[1];
    request.handler(part -> {
      if (over[0]) {
        return;
      }
      if (body.length() + part.length() > most) {
        over[0] = true;
        rest.resume(BodyCap.exceeded(most));
      } else {
        body.appendBuffer(part);
      }
    });
    request.endHandler(ended -> {
      if (!over[0]) {
        rest.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        rest.resume();
      }
    });
    // Without this a caller who hangs up half-way would leave the suspended request behind.
    request.exceptionHandler(gone -> {
      if (!over[0]) {
        over[0] = true;
        rest.resume(gone);
      }
    });
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private static int expected(HttpServerRequest request, long most) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 1024 : (int) Math.min(Long.parseLong(length), Math.min(most, 65_536));
  }

  /**
   * Whether the endpoint names a form as what it takes: such are read, and counted, by Quarkus' own
   * parser. One that takes anything gets the bytes of a form as of any other body.
   */
  private static boolean takesForms(ResteasyReactiveContainerRequestContext rest) {
    var request = (ResteasyReactiveRequestContext) rest.getServerRequestContext();
    return request.getTarget().getConsumes().stream().anyMatch(BodyFilter::isForm);
  }

  private static boolean isForm(MediaType type) {
    return MediaType.MULTIPART_FORM_DATA_TYPE.equals(type)
        || MediaType.APPLICATION_FORM_URLENCODED_TYPE.equals(type);
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && (type.regionMatches(true, 0, "multipart/", 0, 10)
            || type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33));
  }
}
