package com.leadignite.auth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.key.RootKey;
import com.leadignite.auth.key.RootKeys;
import com.leadignite.guard.id.UserId;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.time.MutableClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@Tag("B27")
class DeviceTokensTest {

  private static final UserId OWNER = new UserId(new UUID(1, 1));
  private static final UserId OTHER = new UserId(new UUID(1, 2));

  @Inject RootKey rootKey;

  private MutableClock clock;
  private DeviceTokens tokens;

  @BeforeEach
  void makeTokens() {
    clock = MutableClock.stopped();
    tokens = new DeviceTokens(rootKey, new SecureRandom(), clock);
  }

  @Test
  void knowTheDeviceOfOneAccountAlone() {
    String token = tokens.after(null, OWNER);

    assertTrue(tokens.device(token, OWNER).isPresent());
    assertEquals(Optional.empty(), tokens.device(token, OTHER));
    assertEquals(Optional.empty(), tokens.device(token, null));
    assertEquals(Optional.empty(), tokens.device(null, OWNER));
  }

  /** Two replicas, between two steps of a change of the key-encryption key. */
  @Test
  void areKnownToAReplicaThatHasTheirKeyAsTheSecond() {
    String key = "tWl0Q0oKQd5L8mYc0Ck3sXH8vL4mJ2m9pQyq1oV3nXk=";
    DeviceTokens before = tokens(key + "," + RootKeys.NEW_KEY);
    DeviceTokens after = tokens(RootKeys.NEW_KEY + "," + key);

    assertTrue(after.device(before.after(null, OWNER), OWNER).isPresent());
    assertTrue(before.device(after.after(null, OWNER), OWNER).isPresent());
    assertEquals(Optional.empty(), tokens(key).device(after.after(null, OWNER), OWNER));
  }

  private DeviceTokens tokens(String keys) {
    return new DeviceTokens(RootKeys.of(keys), new SecureRandom(), clock);
  }

  @Test
  void keepTheNameOfADeviceAndMakeAnotherForAnotherAccount() {
    String first = tokens.after(null, OWNER);
    clock.turn(Duration.ofDays(300));
    String second = tokens.after(first, OWNER);

    assertNotEquals(first, second);
    assertEquals(tokens.device(first, OWNER), tokens.device(second, OWNER));
    assertNotEquals(tokens.device(first, OWNER), tokens.device(tokens.after(first, OTHER), OTHER));
  }

  @Test
  @Tag("B11")
  void tellOfASecondFactorOnceOneWasShown() {
    String signedIn = tokens.after(null, OWNER);
    String shown = tokens.afterSecondFactor(signedIn, OWNER);

    assertEquals(Optional.empty(), tokens.deviceOfSecondFactor(signedIn, OWNER));
    assertEquals(tokens.device(signedIn, OWNER), tokens.deviceOfSecondFactor(shown, OWNER));
    assertEquals(tokens.device(signedIn, OWNER), tokens.device(shown, OWNER));
    assertEquals(
        tokens.device(signedIn, OWNER),
        tokens.deviceOfSecondFactor(tokens.after(shown, OWNER), OWNER));
    assertEquals(Optional.empty(), tokens.deviceOfSecondFactor(shown, OTHER));
    assertEquals(Optional.empty(), tokens.deviceOfSecondFactor(tokens.after(shown, OTHER), OTHER));
  }

  @Test
  void areForgottenAfterAYear() {
    String token = tokens.after(null, OWNER);

    clock.turn(DeviceTokens.KNOWN_FOR);

    assertEquals(Optional.empty(), tokens.device(token, OWNER));
  }

  @Test
  void takeNothingThatWasMadeUpOrChanged() {
    String token = tokens.after(null, OWNER);

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      // The last character has bits that nothing is made of.
      if (i < token.length() - 1) {
        assertEquals(Optional.empty(), tokens.device(changed, OWNER), "character " + i);
      }
    }
    assertEquals(Optional.empty(), tokens.device("", OWNER));
    assertEquals(Optional.empty(), tokens.device("x".repeat(10_000), OWNER));
    assertEquals(Optional.empty(), tokens.device("!".repeat(token.length()), OWNER));
  }
}
