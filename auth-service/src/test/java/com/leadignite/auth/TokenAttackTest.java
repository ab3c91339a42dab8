package com.leadignite.auth;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static com.leadignite.testkit.attack.ForgedTokens.header;
import static com.leadignite.testkit.attack.ForgedTokens.part;
import static io.restassured.RestAssured.given;

import com.leadignite.testkit.attack.ForgedTokens;
import com.leadignite.testkit.attack.TokenAttacks;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** This service trusts itself and, in tests, the issuer of the tests: both are attacked. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class TokenAttackTest extends TokenAttacks {

  private static final String KEYS = "/auth/v1/.well-known/jwks.json";

  @Override
  protected String path() {
    return "/auth/v1/sessions";
  }

  @Override
  protected String refusal() {
    return "invalid JWT: unable to parse or verify signature, or the token is expired or revoked";
  }

  @Test
  @Tag("B1")
  void refusesASymmetricSignatureKeyedWithTheKeysThatItPublishes() {
    String payload = payload(signedUp());
    byte[] published = given().get(KEYS).asByteArray();

    assertRefused(ForgedTokens.symmetric("HS256", keyId(), published, payload));
  }

  @Test
  @Tag("B3")
  @Tag("B4")
  void refusesATokenOfItsOwnWithoutASignatureOrWithAnEmptyOne() {
    String[] parts = signedUp().split("\\.", -1);
    String signed = parts[0] + "." + parts[1] + ".";

    assertRefused(signed);
    assertRefused(signed + part(new byte[64]));
    assertRefused(part(header("none", keyId())) + "." + parts[1] + ".");
  }

  @Test
  void refusesATokenOfItsOwnWithAnotherPayload() {
    String[] parts = signedUp().split("\\.", -1);
    String promoted = payload(String.join(".", parts)).replace("\"admin\"", "\"platform_admin\"");

    assertRefused(parts[0] + "." + part(promoted) + "." + parts[2]);
  }

  private static String signedUp() {
    return signUp(newEmail()).accessToken();
  }

  private static String keyId() {
    return given().get(KEYS).jsonPath().getString("keys[0].kid");
  }

  private static String payload(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new String(payload, StandardCharsets.UTF_8);
  }
}
