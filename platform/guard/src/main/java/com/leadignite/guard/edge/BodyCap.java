package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How large a body may be. */
@Singleton
final class BodyCap {

  private static final String KEY = "leadignite.body-cap";

  private final long general;
  private final List<Map.Entry<String, Long>> paths;

  BodyCap(BodyConfig config) {
    general = config.maxSize().asLongValue();
    paths =
        config.paths().entrySet().stream()
            .map(path -> Map.entry(path.getKey(), path.getValue().maxSize().asLongValue()))
            .sorted(Comparator.comparingInt(path -> -path.getKey().length()))
            .toList();
  }

  /** The most bytes that a body sent to the path may have. */
  long of(String path) {
    for (Map.Entry<String, Long> cap : paths) {
      if (path.startsWith(cap.getKey())) {
        return cap.getValue();
      }
    }
    return general;
  }

  /** Attaches the cap to a request, for the reader of its body. */
  static void note(RoutingContext context, long cap) {
    context.put(KEY, cap);
  }

  /** The cap of the request. */
  static long noted(RoutingContext context) {
    Long cap = context.get(KEY);
    if (cap == null) {
      throw new IllegalStateException("the request did not come through the guard");
    }
    return cap;
  }

  static Problem exceeded(long cap) {
    return new Problem(
        CommonProblem.BODY_TOO_LARGE, "A body may have at most " + cap + " bytes here.");
  }
}
