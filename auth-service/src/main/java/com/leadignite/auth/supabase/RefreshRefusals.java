package com.leadignite.auth.supabase;

import com.leadignite.guard.answer.ProblemDecorator;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a refresh 503 instead of 429 if it is refused for its address alone. Supabase's clients
 * retry after a 503 and keep the session; a 429 ends it, and behind one office's address are
 * hundreds of people who did nothing. The limits of a session and of unknown tokens stay 429.
 */
@Singleton
final class RefreshRefusals implements ProblemDecorator {

  private static final String ROUTE = "/auth/v1/token";
  private static final String GRANT = "grant_type=refresh_token";
  private static final String POLICY_FIELD = "RateLimit-Policy";

  RefreshRefusals() {}

  @Override
  public Problem replace(Problem problem, HttpServerRequest request) {
    if (problem.type() != CommonProblem.TOO_MANY_REQUESTS
        || !isRefresh(request)
        || !isOfAddress(problem.headers().get(POLICY_FIELD))) {
      return problem;
    }
    Problem retryable = new Problem(CommonProblem.UNAVAILABLE, problem.detail());
    problem.members().forEach(retryable::with);
    problem.headers().forEach(retryable::header);
    return retryable;
  }

  @Override
  public void decorate(
      ProblemType type, MultiMap request, Map<String, Object> document, MultiMap answer) {
    // All is said by replace.
  }

  /** As clients write it: the address is limited before anything of a request is decoded. */
  private static boolean isRefresh(HttpServerRequest request) {
    String query = request.query();
    return query != null
        && ROUTE.equals(request.path())
        && List.of(query.split("&", -1)).contains(GRANT);
  }

  private static boolean isOfAddress(@Nullable String policy) {
    return policy != null
        && (policy.startsWith(quoted(Limit.ADDRESS)) || policy.startsWith(quoted(Limit.TOKEN)));
  }

  private static String quoted(Limit limit) {
    return "\"" + limit.wireName() + "\"";
  }
}
