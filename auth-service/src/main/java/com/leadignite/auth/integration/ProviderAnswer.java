package com.leadignite.auth.integration;

import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.guard.outbound.OutboundAnswer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered (RFC 6749, section 5). Does not print its tokens.
 *
 * @param refreshToken null if there is none, so that the previous one stays valid
 * @param life null if the provider does not say
 * @param scopes null if they are those that were asked for
 * @param account the provider's name of the account; null if it gave none
 */
record ProviderAnswer(
    String accessToken,
    @Nullable String refreshToken,
    @Nullable Duration life,
    @Nullable List<String> scopes,
    @Nullable String account) {

  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");
  private static final Pattern SCOPE = Pattern.compile("[!-~]{1,200}");
  private static final Pattern ACCOUNT = Pattern.compile("[ -~]{1,200}");
  private static final int MOST_SCOPES = 100;
  private static final long LONGEST_LIFE = Duration.ofDays(3650).toSeconds();

  /**
   * Reads an answer. What is odd about its life and scopes counts as not said: an answer with a new
   * refresh token must not be dropped, since the old one is of no use any more.
   *
   * @throws ProviderFailure if it is an error, or not what the RFC says
   */
  static ProviderAnswer of(OutboundAnswer answer, @Nullable String accountMember) {
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new ProviderFailure(Reason.PROVIDER_UNAVAILABLE);
    }
    if (answer.status() != 200 && answer.status() != 201) {
      throw new ProviderFailure(refusal(answer));
    }
    return of(json(answer), accountMember);
  }

  private static ProviderAnswer of(JsonObject json, @Nullable String accountMember) {
    // Some providers report errors with status 200.
    if (json.getValue("error") != null) {
      throw new ProviderFailure(
          "invalid_grant".equals(json.getValue("error"))
              ? Reason.GRANT_ENDED
              : Reason.PROVIDER_REFUSED);
    }
    String accessToken = token(json.getValue("access_token"));
    if (accessToken == null) {
      throw new ProviderFailure(Reason.INVALID_ANSWER);
    }
    return new ProviderAnswer(
        accessToken,
        token(json.getValue("refresh_token")),
        life(json.getValue("expires_in")),
        scopes(json.getValue("scope")),
        accountMember == null ? null : account(json.getValue(accountMember)));
  }

  ProviderAnswer withScopes(List<String> asked) {
    return new ProviderAnswer(accessToken, refreshToken, life, asked, account);
  }

  /** Nothing but the registered error code says that a grant is over: all else may pass. */
  private static Reason refusal(OutboundAnswer answer) {
    try {
      return "invalid_grant".equals(new JsonObject(answer.body()).getValue("error"))
          ? Reason.GRANT_ENDED
          : Reason.PROVIDER_REFUSED;
    } catch (DecodeException e) {
      return Reason.PROVIDER_REFUSED;
    }
  }

  private static JsonObject json(OutboundAnswer answer) {
    try {
      return new JsonObject(answer.body());
    } catch (DecodeException e) {
      // Its text repeats the answer.
      throw new ProviderFailure(Reason.INVALID_ANSWER);
    }
  }

  private static @Nullable String token(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text && TOKEN.matcher(text).matches()) {
      return text;
    }
    throw new ProviderFailure(Reason.INVALID_ANSWER);
  }

  private static @Nullable Duration life(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number when number.longValue() > 0 ->
          Duration.ofSeconds(Math.min(number.longValue(), LONGEST_LIFE));
      case String text when text.matches("[1-9][0-9]{0,9}") ->
          Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_LIFE));
      default -> null;
    };
  }

  private static @Nullable List<String> scopes(@Nullable Object value) {
    if (!(value instanceof String text) || text.isBlank()) {
      return null;
    }
    List<String> scopes = Stream.of(text.strip().split("[ ,]+", -1)).distinct().toList();
    return scopes.size() <= MOST_SCOPES
            && scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())
        ? scopes
        : null;
  }

  private static @Nullable String account(@Nullable Object value) {
    return value instanceof String text && ACCOUNT.matcher(text).matches() ? text : null;
  }

  @Override
  public String toString() {
    return "ProviderAnswer";
  }
}
