package com.leadignite.guard.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one call, up to its bounds; on one event loop. */
final class Reading {

  private final OutboundCall call;
  private final Promise<OutboundAnswer> promise = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientResponse head;
  private boolean ended;

  Reading(OutboundCall call) {
    this.call = call;
  }

  /** What is answered in the end. */
  Future<OutboundAnswer> answer() {
    return promise.future();
  }

  /** Calls back when nothing more is wanted of an answer that has not ended. */
  void onCut(Runnable cut) {
    if (promise.future().isComplete()) {
      cut.run();
    } else {
      promise
          .future()
          .onComplete(result -> {
            if (result.failed() || !ended) {
              cut.run();
            }
          });
    }
  }

  void read(HttpClientResponse response) {
    head = response;
    response.handler(this::append);
    response.exceptionHandler(this::end);
    response.endHandler(x -> {
      ended = true;
      promise.tryComplete(answer(response));
    });
  }

  private void append(Buffer part) {
    int room = call.largestAnswer() - body.length();
    if (part.length() <= room) {
      body.appendBuffer(part);
    } else {
      body.appendBuffer(part, 0, room);
      end(new IllegalStateException("an answer of more than " + call.largestAnswer() + " bytes"));
    }
  }

  /** No more of the answer is read; a call that wants the status alone has it by now, or not. */
  void end(Throwable why) {
    HttpClientResponse response = head;
    if (call.cut() && response != null) {
      promise.tryComplete(answer(response));
    } else {
      promise.tryFail(why);
    }
  }

  void fail(Throwable why) {
    promise.tryFail(why);
  }

  private OutboundAnswer answer(HttpClientResponse response) {
    return new OutboundAnswer(
        response.statusCode(),
        response.getHeader("content-type"),
        response.getHeader("retry-after"),
        body.toString());
  }
}
