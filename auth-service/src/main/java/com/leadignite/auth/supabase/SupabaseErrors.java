package com.leadignite.auth.supabase;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.answer.ProblemDecorator;
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
 * Adds to every problem what Supabase's clients read: {@code code} and {@code message} for those
 * that send the version of the API, {@code code}, {@code error_code} and {@code msg} for those of
 * before. A refusal of the guard gets the texts, and on the routes of Supabase Auth the status,
 * that they know.
 */
@Singleton
final class SupabaseErrors implements ProblemDecorator {

  private static final String VERSION_FIELD = "X-Supabase-Api-Version";
  private static final String VERSION = "2024-01-01";
  private static final String CODE_FIELD = "x-sb-error-code";
  private static final String CHALLENGE_FIELD = "WWW-Authenticate";

  /** Where a token that is not good is answered 403, as their server does; elsewhere it is 401. */
  private static final List<String> THEIR_ROUTES =
      List.of("/auth/v1/user", "/auth/v1/factors", "/auth/v1/logout");

  private static final String NO_TOKEN = "This endpoint requires a valid Bearer token";

  // Goes on after the words that clients compare, and tells a forger no more than the status does.
  private static final String BAD_TOKEN =
      "invalid JWT: unable to parse or verify signature, or the token is expired or revoked";

  SupabaseErrors() {}

  @Override
  public Problem replace(Problem problem, HttpServerRequest request) {
    if (problem.type() != CommonProblem.UNAUTHENTICATED) {
      return problem;
    }
    boolean shown = isTokenRefused(problem.headers().get(CHALLENGE_FIELD));
    ProblemType type = shown && isTheirs(request.path()) ? AuthProblem.INVALID_JWT : problem.type();
    Problem own = new Problem(type, shown ? BAD_TOKEN : NO_TOKEN, problem.getCause());
    problem.members().forEach(own::with);
    problem.headers().forEach(own::header);
    return own;
  }

  private static boolean isTheirs(String path) {
    return THEIR_ROUTES.stream()
        .anyMatch(route -> path.equals(route) || path.startsWith(route + "/"));
  }

  @Override
  public void decorate(
      ProblemType type, MultiMap request, Map<String, Object> document, MultiMap answer) {
    String code = code(type, answer);
    String text = String.valueOf(document.get("detail"));
    answer.set(CODE_FIELD, code);
    if (isVersioned(request.get(VERSION_FIELD))) {
      answer.set(VERSION_FIELD, VERSION);
      document.put("code", code);
      document.put("message", text);
    } else {
      document.put("code", type.status());
      document.put("error_code", code);
      document.put("msg", text);
    }
  }

  /** Dates of this form are in the order of their texts. */
  private static boolean isVersioned(@Nullable String version) {
    return version != null
        && version.matches("\\d{4}-\\d{2}-\\d{2}")
        && version.compareTo(VERSION) >= 0;
  }

  /** The challenge says whether a token was shown (RFC 6750, section 3). */
  private static boolean isTokenRefused(@Nullable String challenge) {
    return challenge != null && challenge.contains("invalid_token");
  }

  private static String code(ProblemType type, MultiMap answer) {
    return switch (type) {
      case AuthProblem own -> own.code();
      case CommonProblem common -> code(common, isTokenRefused(answer.get(CHALLENGE_FIELD)));
      default -> "unexpected_failure";
    };
  }

  private static String code(CommonProblem type, boolean tokenRefused) {
    return switch (type) {
      case MALFORMED_REQUEST -> "bad_json";
      case UNAUTHENTICATED -> tokenRefused ? "bad_jwt" : "no_authorization";
      case FORBIDDEN, ADDRESS_NOT_ALLOWED, INSUFFICIENT_SCOPE -> "not_admin";
      case CROSS_SITE_REQUEST -> "cross_site_request";
      case OTHER_ORGANIZATION -> "other_organization";
      case SECOND_FACTOR_NEEDED -> "insufficient_aal";
      case FRESH_SIGN_IN_NEEDED -> "reauthentication_needed";
      case CONFLICT -> "conflict";
      case TOO_MANY_REQUESTS -> "over_request_rate_limit";
      case INTERNAL_ERROR, UNAVAILABLE -> "unexpected_failure";
      case AMBIGUOUS_PATH,
          VALIDATION_FAILED,
          INVALID_CURSOR,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          BODY_TOO_LARGE,
          URI_TOO_LONG,
          HEADERS_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE ->
          "validation_failed";
    };
  }
}
