package com.leadignite.auth.redirect;

import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses that people are redirected to, with the parameters that Supabase's clients read.
 */
public final class Landing {

  private Landing() {}

  /** With a session in the fragment, which browsers send to nobody. */
  public static String withSession(String target, SessionTokens session, String type) {
    Map<String, String> fragment = session(session);
    fragment.put("type", type);
    return target + "#" + encoded(fragment);
  }

  /** The same of social sign-in, with what the provider gave to the person. */
  public static String withSession(String target, SessionTokens session, ProviderTokens tokens) {
    Map<String, String> fragment = session(session);
    fragment.put("provider_token", tokens.accessToken());
    if (tokens.refreshToken() != null) {
      fragment.put("provider_refresh_token", tokens.refreshToken());
    }
    return target + "#" + encoded(fragment);
  }

  private static Map<String, String> session(SessionTokens session) {
    Map<String, String> fragment = new LinkedHashMap<>();
    fragment.put("access_token", session.accessToken().value());
    fragment.put("expires_at", Long.toString(session.accessToken().expiresAt().getEpochSecond()));
    fragment.put("expires_in", Long.toString(session.accessToken().lifeSeconds()));
    fragment.put("refresh_token", session.refreshToken());
    fragment.put("token_type", "bearer");
    return fragment;
  }

  /** With a code that the client exchanges for a session. */
  public static String withCode(String target, String code) {
    return withQuery(target, Map.of("code", code));
  }

  /** With a message alone: the first half of a change of address. */
  public static String withMessage(String target, String message) {
    return target + "#" + encoded(Map.of("message", message));
  }

  /** With an error, in the query and in the fragment: clients read one or the other. */
  public static String withError(String target, AuthProblem problem, String description) {
    return withError(target, "access_denied", problem.code(), description);
  }

  /** The same of an error as RFC 6749, section 4.1.2.1 names it. */
  public static String withError(String target, String name, String code, String description) {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("error", name);
    error.put("error_code", code);
    error.put("error_description", description);
    return withQuery(target, error) + "#" + encoded(error);
  }

  /** With parameters in the query. */
  public static String withQuery(String target, Map<String, String> members) {
    return target + (target.indexOf('?') < 0 ? "?" : "&") + encoded(members);
  }

  private static String encoded(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member ->
            member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
