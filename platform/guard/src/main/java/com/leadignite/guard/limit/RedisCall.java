package com.leadignite.guard.limit;

import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** One run of a script on its way to Redis and back. */
final class RedisCall {

  private final RedisScript script;
  private final List<String> keys;
  private final List<String> arguments;
  private final Promise<Response> answer;
  final long since = System.nanoTime();

  RedisCall(
      RedisScript script, List<String> keys, List<String> arguments, Promise<Response> answer) {
    this.script = script;
    this.keys = keys;
    this.arguments = arguments;
    this.answer = answer;
  }

  Request byDigest() {
    return request(Command.EVALSHA, script.digest());
  }

  Request byText() {
    return request(Command.EVAL, script.text());
  }

  private Request request(Command command, String what) {
    Request request = Request.cmd(command).arg(what).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  void succeed(Response response) {
    answer.tryComplete(response);
  }

  void fail(Throwable cause) {
    answer.tryFail(
        cause instanceof RedisUnavailable
            ? cause
            : new RedisUnavailable("Redis did not answer", cause));
  }

  boolean isDone() {
    return answer.future().isComplete();
  }
}
