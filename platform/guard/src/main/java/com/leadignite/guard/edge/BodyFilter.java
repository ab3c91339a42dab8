package com.leadignite.guard.edge;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
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
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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

  private static final Pattern KNOWN_CHARSET =
      Pattern.compile("charset=\"?(utf-?8|iso-8859-1|us-ascii)\"?");

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
    if (!BodyHeadersFilter.hasBody(request)) {
      return;
    }
    BodyBudget.Share share = BodyBudget.share(routing);
    if (isForm(request) && takesForms(rest)) {
      checkCharset(request);
      reserve(routing, rest, share);
    } else {
      rest.suspend();
      read(routing, rest, share);
    }
  }

  /** Quarkus' parser never answers where it does not know the charset; executables know few. */
  private static void checkCharset(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE).toLowerCase(Locale.ROOT);
    int charset = type.indexOf("charset");
    if (charset >= 0 && !KNOWN_CHARSET.matcher(type.substring(charset)).matches()) {
      throw new Problem(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Send the form as UTF-8.");
    }
  }

  /** Quarkus' parser caps each form, but neither their sum nor the time that one takes. */
  private static void reserve(
      RoutingContext routing,
      ResteasyReactiveContainerRequestContext rest,
      BodyBudget.Share share) {
    HttpServerRequest request = routing.request();
    if (!share.take(expected(request, BodyCap.noted(routing)))) {
      throw BodyBudget.exhausted();
    }
    // It may not tell that its caller has hung up either, so that the time ends the share, too.
    long timer =
        routing
            .vertx()
            .setTimer(
                share.mostMillis(),
                late -> {
                  share.giveBack();
                  if (!request.isEnded()) {
                    request.connection().close();
                  }
                });
    atTheEnd(routing, rest, share, timer);
  }

  private static int expected(HttpServerRequest request, long most) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (int) (length == null ? most : Math.min(Long.parseLong(length), most));
  }

  private static void atTheEnd(
      RoutingContext routing,
      ResteasyReactiveContainerRequestContext rest,
      BodyBudget.Share share,
      long timer) {
    ((ResteasyReactiveRequestContext) rest.getServerRequestContext())
        .registerCompletionCallback(failure -> {
          routing.vertx().cancelTimer(timer);
          share.giveBack();
        });
  }

  private static void read(
      RoutingContext routing,
      ResteasyReactiveContainerRequestContext rest,
      BodyBudget.Share share) {
    HttpServerRequest request = routing.request();
    long most = BodyCap.noted(routing);
    // Not as long as the caller says: what did not come must cost nothing.
    Buffer body = Buffer.buffer(1024);
    boolean[] done = new boolean[1];
    Consumer<Problem> refuse =
        problem -> {
          if (!done[0]) {
            done[0] = true;
            rest.resume(problem);
          }
        };
    long timer = routing.vertx().setTimer(share.mostMillis(), late -> refuse.accept(tooSlow()));
    atTheEnd(routing, rest, share, timer);
    request.handler(part -> {
      if (done[0]) {
        return;
      }
      if (body.length() + part.length() > most) {
        refuse.accept(BodyCap.exceeded(most));
      } else if (!share.take(part.length())) {
        refuse.accept(BodyBudget.exhausted());
      } else {
        body.appendBuffer(part);
      }
    });
    request.endHandler(ended -> {
      if (!done[0]) {
        done[0] = true;
        rest.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        rest.resume();
      }
    });
    // Without this a caller who hangs up half-way would leave the suspended request behind.
    request.exceptionHandler(gone ->
        refuse.accept(
            new Problem(CommonProblem.MALFORMED_REQUEST, "The body ended too early.", gone)));
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private static Problem tooSlow() {
    return new Problem(CommonProblem.MALFORMED_REQUEST, "The body takes too long to come.")
        .header("Connection", "close");
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
