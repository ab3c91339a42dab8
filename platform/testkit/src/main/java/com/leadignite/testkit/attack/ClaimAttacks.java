package com.leadignite.testkit.attack;

import static com.leadignite.testkit.attack.ForgedTokens.part;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.token.TestIssuer;
import com.leadignite.testkit.token.TestTokens;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are signed by our issuer, but whose claims must not be accepted. */
abstract class ClaimAttacks {

  /** A path that answers 200 to {@link #caller}. */
  protected abstract String path();

  /** A good token, for the attacks to begin with. */
  protected TestTokens caller() {
    return TestTokens.person();
  }

  /** What the service answers to an invalid token. */
  protected String refusal() {
    return "Sign in, and send a valid bearer token.";
  }

  @Test
  void acceptsTheTokenThatTheAttacksBeginWith() {
    assertEquals(200, status(caller().token()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "application/at+jwt+x", "secevent+jwt", "dpop+jwt"})
  void refusesAnotherKindOfToken(String type) {
    assertRefused(caller().header("typ", type).token());
  }

  @ParameterizedTest
  @CsvSource({"exp, -11", "exp, 1900", "nbf, 30", "iat, 30", "iat, -1000"})
  void refusesATimeThatIsNotNow(String name, long seconds) {
    assertRefused(
        caller().claim(name, Clock.systemUTC().instant().getEpochSecond() + seconds).token());
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void refusesAWrongClaim(String name, Object value) {
    assertRefused(caller().claim(name, value).token());
  }

  static Stream<Object[]> wrongClaims() {
    return Stream.of(
        new Object[] {"iss", TestIssuer.NAME + "/"},
        new Object[] {"iss", TestIssuer.NAME.replace("issuer", "ISSUER")},
        new Object[] {"iss", List.of(TestIssuer.NAME)},
        new Object[] {"aud", "anon"},
        new Object[] {"aud", List.of("anon", "authenticated2")},
        new Object[] {"aud", List.of()},
        new Object[] {"exp", "9999999999"},
        new Object[] {"exp", 1e300},
        new Object[] {"exp", -1},
        new Object[] {"sub", "1-1-1-1-1"},
        new Object[] {"sub", "ABCDEF00-0000-4000-8000-000000000000"},
        new Object[] {"sub", ""},
        new Object[] {"sub", 7},
        new Object[] {"role", "superuser"},
        new Object[] {"role", "ADMIN"},
        new Object[] {"role", "service"},
        new Object[] {"aal", "aal3"},
        new Object[] {"tenant_id", "none"},
        new Object[] {"session_id", "x}:t:y"},
        new Object[] {"jti", "a b"},
        new Object[] {"jti", "x".repeat(129)},
        new Object[] {"second_factor_pending", "false"},
        new Object[] {"scope", List.of("leads:read")});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "sub",
        "aud",
        "iat",
        "exp",
        "jti",
        "session_id",
        "tenant_id",
        "role",
        "aal",
        "second_factor_pending"
      })
  void refusesAMissingClaim(String name) {
    assertRefused(caller().without(name).token());
  }

  @Test
  void acceptsAnAudienceAmongOthersAndFractionsOfASecond() {
    TestTokens token =
        caller()
            .claim("aud", List.of("other", "authenticated"))
            .claim("iat", Clock.systemUTC().millis() / 1000.0);

    assertEquals(200, status(token.token()));
  }

  @Test
  void refusesAChangedPayload() {
    String[] parts = caller().token().split("\\.", -1);
    String promoted = caller().claim("role", "platform_admin").payload();

    assertRefused(parts[0] + "." + part(promoted) + "." + parts[2]);
  }

  @Test
  @Tag("B21")
  void refusesAPersonWhoHasYetToShowASecondFactor() {
    given()
        .header("Authorization", caller().secondFactorPending(true).bearer())
        .get(path())
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/second-factor-needed"));
  }

  /** Asserts the one answer to every invalid token, whatever is wrong with it. */
  protected final void assertRefused(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get(path())
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .body("type", equalTo("/problems/unauthenticated"))
        .body("detail", equalTo(refusal()));
  }

  final int status(String token) {
    return given().header("Authorization", "Bearer " + token).get(path()).statusCode();
  }
}
