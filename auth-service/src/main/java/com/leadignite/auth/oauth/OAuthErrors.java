package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.answer.ProblemDecorator;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the token endpoint answers to a form the shape that OAuth clients read (RFC 6749,
 * section 5.2): {@code error} and {@code error_description}, as {@code application/json}. Clients
 * of Supabase Auth send JSON.
 */
@Singleton
public final class OAuthErrors implements ProblemDecorator {

  private static final String TOKEN = "/auth/v1/token";

  /** The endpoints of clients: they take forms alone. */
  private static final Set<String> OF_CLIENTS =
      Set.of(
          "/auth/v1/oauth/token",
          "/auth/v1/oauth/par",
          "/auth/v1/oauth/introspect",
          "/auth/v1/oauth/revoke");

  OAuthErrors() {}

  /** Whether errors of that path have the form of OAuth, at least those of forms. */
  public static boolean isSpokenAt(String path) {
    return TOKEN.equals(path) || OF_CLIENTS.contains(path);
  }

  @Override
  public Problem replace(Problem problem, HttpServerRequest request) {
    return OF_CLIENTS.contains(request.path())
            || (TOKEN.equals(request.path()) && isForm(request.getHeader(HttpHeaders.CONTENT_TYPE)))
        ? problem
            .with("error", error(problem.type()))
            .with("error_description", printable(problem.detail()))
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
        : problem;
  }

  @Override
  public void decorate(
      ProblemType type, MultiMap request, Map<String, Object> document, MultiMap answer) {
    // All is said by replace.
  }

  /** Whether a form is sent. */
  public static boolean isForm(@Nullable String contentType) {
    String form = MediaType.APPLICATION_FORM_URLENCODED;
    return contentType != null && contentType.regionMatches(true, 0, form, 0, form.length());
  }

  private static String error(ProblemType type) {
    return switch (type) {
      case AuthProblem.INVALID_CLIENT -> "invalid_client";
      case AuthProblem.UNSUPPORTED_GRANT_TYPE -> "unsupported_grant_type";
      case AuthProblem.INVALID_CREDENTIALS,
          AuthProblem.EMAIL_NOT_CONFIRMED,
          AuthProblem.REFRESH_TOKEN_NOT_FOUND,
          AuthProblem.REFRESH_TOKEN_ALREADY_USED,
          AuthProblem.SESSION_EXPIRED ->
          "invalid_grant";
      case AuthProblem.INVALID_GRANT,
          AuthProblem.INVALID_SCOPE,
          AuthProblem.UNAUTHORIZED_CLIENT,
          AuthProblem.INVALID_DPOP_PROOF ->
          ((AuthProblem) type).code();
      default -> error(type.status());
    };
  }

  /** The two that section 4.1.2.1 has for a server's own trouble; 5.2 names none. */
  private static String error(int status) {
    return status == 429 || status == 503
        ? "temporarily_unavailable"
        : status >= 500 ? "server_error" : "invalid_request";
  }

  /** The characters that section 5.2 allows. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]", "'");
  }
}
