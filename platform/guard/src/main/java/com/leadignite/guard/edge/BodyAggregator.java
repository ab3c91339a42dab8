package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * The body of one request while it comes in. Runs on the request's event loop. What has arrived
 * counts against the budget until the request is answered, or its client disconnects.
 */
final class BodyAggregator {

  private final RoutingContext routing;
  private final ResteasyReactiveContainerRequestContext rest;
  private final HttpServerRequest request;
  private final BodyBudget.Share share;
  private final long most;

  // Grows with what comes, whatever length the caller tells: what did not come must cost nothing.
  private final Buffer body = Buffer.buffer();
  private long timer;
  private boolean done;

  BodyAggregator(RoutingContext routing, ResteasyReactiveContainerRequestContext rest) {
    this.routing = routing;
    this.rest = rest;
    request = routing.request();
    share = BodyBudget.share(routing);
    most = BodyCap.noted(routing);
  }

  /**
   * Reads it, then resumes the suspended request.
   *
   * @param read what to do with the body before that
   */
  void start(Consumer<InputStream> read) {
    timer = routing.vertx().setTimer(share.mostMillis(), late -> refuse(tooSlow()));
    ((ResteasyReactiveRequestContext) rest.getServerRequestContext())
        .registerCompletionCallback(failure -> end());
    request.handler(this::take);
    request.endHandler(ended -> goOn(read));
    // Without this a client that disconnects half-way would leave the suspended request behind.
    request.exceptionHandler(gone -> {
      end();
      refuse(new Problem(CommonProblem.MALFORMED_REQUEST, "The body ended too early.", gone));
    });
    if (request.response().closed()) {
      // Before the route was matched, while the limit of the address was asked for: Quarkus ends
      // the requests that are closed after that, and nobody reports this one.
      end();
      refuse(new Problem(CommonProblem.MALFORMED_REQUEST, "The body ended too early."));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void take(Buffer part) {
    if (done) {
      return;
    }
    if (body.length() + part.length() > most) {
      refuse(BodyCap.exceeded(most));
    } else if (!share.take(part.length())) {
      refuse(BodyBudget.exhausted());
    } else {
      body.appendBuffer(part);
    }
  }

  private void goOn(Consumer<InputStream> read) {
    if (done) {
      return;
    }
    done = true;
    routing.vertx().cancelTimer(timer);
    InputStream bytes = new ByteArrayInputStream(body.getBytes());
    rest.setEntityStream(bytes);
    try {
      read.accept(bytes);
    } catch (RuntimeException e) {
      rest.resume(e);
      return;
    }
    rest.resume();
  }

  private void refuse(Problem problem) {
    if (!done) {
      done = true;
      rest.resume(problem);
    }
  }

  private void end() {
    routing.vertx().cancelTimer(timer);
    share.giveBack();
  }

  private static Problem tooSlow() {
    return new Problem(CommonProblem.MALFORMED_REQUEST, "The body takes too long to come.")
        .header("Connection", "close");
  }
}
