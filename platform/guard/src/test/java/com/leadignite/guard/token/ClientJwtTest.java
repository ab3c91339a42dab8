package com.leadignite.guard.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send as an assertion or a proof. */
class ClientJwtTest {

  @ParameterizedTest
  @Tag("B38")
  @ValueSource(strings = {"1e400", "-1e400", "-1", "1e300", "null", "\"1\"", "[]"})
  void refusesTimesThatAreNone(String time) {
    ClientJwt jwt = ClientJwt.parse(token("{\"alg\":\"ES256\"}", "{\"iat\":" + time + "}"));

    assertThrows(InvalidToken.class, () -> jwt.moment("iat"));
  }

  @ParameterizedTest
  @Tag("B38")
  @ValueSource(
      strings = {
        "{}",
        "{\"kty\":\"EC\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"x5c\":null}",
        "{\"kty\":\"EC\",\"crv\":1,\"x\":[],\"y\":{}}",
        "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}",
        "{\"kty\":null}"
      })
  void refusesKeysThatAreNone(String key) {
    ClientJwt jwt = ClientJwt.parse(token("{\"alg\":\"ES256\",\"jwk\":" + key + "}", "{}"));

    assertThrows(InvalidToken.class, jwt::ownKey);
  }

  @Test
  @Tag("B38")
  void refusesWhatIsNoObject() {
    assertThrows(InvalidToken.class, () -> ClientJwt.parse(token("[]", "{}")));
    assertThrows(InvalidToken.class, () -> ClientJwt.parse(token("{\"alg\":\"ES256\"}", "[]")));
  }

  private static String token(String header, String payload) {
    return part(header) + "." + part(payload) + "." + part("signature");
  }

  private static String part(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
