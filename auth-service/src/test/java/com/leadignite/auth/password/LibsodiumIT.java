package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Stored;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The executable hashes by libsodium, and nobody could tell from the hashes. Tests on the JVM have
 * a hasher of their own in its place ({@link TestingHasher}).
 */
@QuarkusIntegrationTest
@WithTestResource(PlatformServers.class)
final class LibsodiumIT {

  @Test
  void isWhatHashes() {
    List<String> hashers =
        RestAssured.get(PlatformServers.management().resolve("metrics"))
            .asString()
            .lines()
            .filter(line -> line.startsWith("leadignite_password_hasher{"))
            .toList();

    assertEquals(List.of("leadignite_password_hasher{implementation=\"libsodium\"} 1.0"), hashers);
  }

  @Test
  void makesHashesThatBouncyCastleVerifies() {
    Session session = signUp(newEmail());

    PhcHash stored =
        PhcHash.parse(
            Stored.text(
                "select phc from auth.passwords where user_id = '" + session.userId() + "'"));

    assertEquals(Argon2Parameters.CURRENT, stored.parameters());
    assertTrue(stored.isOf(PASSWORD.getBytes(UTF_8), new JavaArgon2()));
  }
}
