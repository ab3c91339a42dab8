package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.util.function.Function;

/** The token with which this service calls others. */
public interface ServiceTokens {

  /** A token that is good for at least another minute; fails if none is available. */
  Uni<String> current();

  /**
   * Tells that a peer refused a token with 401: the key that signed it may have been replaced.
   *
   * @return whether {@link #current} answers another one from now on
   */
  default boolean refused(String token) {
    return false;
  }

  /** The answer to a call with a token; if that is refused, to the same call with another one. */
  default Future<String> call(Function<String, Future<String>> call) {
    return token()
        .compose(token ->
            call.apply(token)
                .recover(e ->
                    e instanceof UnexpectedStatus answer && answer.status() == 401 && refused(token)
                        ? token().compose(call)
                        : Future.failedFuture(e)));
  }

  private Future<String> token() {
    return Future.fromCompletionStage(current().subscribeAsCompletionStage());
  }
}
