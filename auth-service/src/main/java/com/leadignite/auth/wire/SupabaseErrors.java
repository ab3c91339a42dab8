package com.leadignite.auth.wire;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.ProblemDecorator;
import com.leadignite.guard.problem.ProblemType;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Adds to every problem what Supabase's clients read: {@code code} and {@code message} for those
 * that send the version of the API, {@code code}, {@code error_code} and {@code msg} for those of
 * before.
 */
@Singleton
final class SupabaseErrors implements ProblemDecorator {

  private static final String VERSION_FIELD = "X-Supabase-Api-Version";
  private static final String VERSION = "2024-01-01";
  private static final String CODE_FIELD = "x-sb-error-code";

  SupabaseErrors() {}

  @Override
  public void decorate(
      ProblemType type, MultiMap request, Map<String, Object> document, MultiMap answer) {
    String code = code(type);
    String text = text(type, document, request);
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
  private static boolean isVersioned(@org.jspecify.annotations.Nullable String version) {
    return version != null
        && version.matches("\\d{4}-\\d{2}-\\d{2}")
        && version.compareTo(VERSION) >= 0;
  }

  private static String code(ProblemType type) {
    return switch (type) {
      case AuthProblem own -> own.code();
      case CommonProblem common -> code(common);
      default -> "unexpected_failure";
    };
  }

  private static String code(CommonProblem type) {
    return switch (type) {
      case MALFORMED_REQUEST -> "bad_json";
      case UNAUTHENTICATED -> "bad_jwt";
      case FORBIDDEN, ADDRESS_NOT_ALLOWED, INSUFFICIENT_SCOPE -> "not_admin";
      case SECOND_FACTOR_NEEDED -> "insufficient_aal";
      case FRESH_SIGN_IN_NEEDED -> "reauthentication_needed";
      case CONFLICT -> "conflict";
      case TOO_MANY_REQUESTS -> "over_request_rate_limit";
      case INTERNAL_ERROR, UNAVAILABLE -> "unexpected_failure";
      case AMBIGUOUS_PATH,
          VALIDATION_FAILED,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          BODY_TOO_LARGE,
          URI_TOO_LONG,
          UNSUPPORTED_MEDIA_TYPE ->
          "validation_failed";
    };
  }

  private static String text(ProblemType type, Map<String, Object> document, MultiMap request) {
    if (type == CommonProblem.UNAUTHENTICATED) {
      return request.contains("Authorization")
          ? "invalid JWT: unable to parse or verify signature"
          : "This endpoint requires a valid Bearer token";
    }
    return String.valueOf(document.get("detail"));
  }
}
