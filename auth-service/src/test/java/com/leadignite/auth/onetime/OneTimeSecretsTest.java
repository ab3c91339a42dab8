package com.leadignite.auth.onetime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.key.RootKey;
import com.leadignite.auth.testing.Settings;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class OneTimeSecretsTest {

  private static final UUID ROW = UUID.fromString("01900000-0000-7000-8000-000000000001");

  @Inject RootKey rootKey;
  @Inject OneTimeSecrets secrets;

  private OneTimeSecrets withDigits(int digits) {
    return new OneTimeSecrets(
        rootKey,
        new SecureRandom(),
        Settings.of(
            OneTimeConfig.class,
            Map.of("leadignite.auth.one-time.code-length", Integer.toString(digits))),
        Settings.of(PhoneConfig.class, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 10})
  void haveCodesOfSoManyDigits(int digits) {
    assertTrue(withDigits(digits).make(digits).code().matches("\\d{" + digits + "}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 5, 11})
  void areNotMadeWithCodesThatAreGuessedOrCannotBeTyped(int digits) {
    assertThrows(IllegalArgumentException.class, () -> withDigits(digits));
  }

  @Test
  void haveLinksOf256Bits() {
    Set<String> links = new HashSet<>();

    for (int i = 0; i < 100; i++) {
      links.add(secrets.make(6).link());
    }

    assertEquals(100, links.size());
    links.forEach(link -> assertEquals(32, Base64.getUrlDecoder().decode(link).length, link));
  }

  @Test
  @Tag("B20")
  void aCodeIsRightInItsOwnRowAlone() {
    byte[] stored = secrets.hashOf(ROW, "012345");

    assertTrue(secrets.isCode(ROW, "012345", stored));
    assertFalse(secrets.isCode(UUID.randomUUID(), "012345", stored));
    assertFalse(secrets.isCode(ROW, "012346", stored));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "0123450", " 012345", "٠١٢٣٤٥", "\u0000"})
  void aCodeIsComparedAsItWasTyped(String typed) {
    assertFalse(secrets.isCode(ROW, typed, secrets.hashOf(ROW, "012345")));
  }

  /** A stolen table is no help without the key: a million codes are tried in a moment. */
  @Test
  @Tag("B20")
  void theHashOfACodeNeedsOurKey() {
    String stored = HexFormat.of().formatHex(secrets.hashOf(ROW, "012345"));
    OneTimeSecrets elsewhere =
        new OneTimeSecrets(
            rootKey,
            new SecureRandom(),
            Settings.of(OneTimeConfig.class, Map.of()),
            Settings.of(PhoneConfig.class, Map.of()));

    assertEquals(stored, HexFormat.of().formatHex(elsewhere.hashOf(ROW, "012345")));
    assertFalse(
        stored.equals(
            HexFormat.of().formatHex(com.leadignite.guard.hash.Sha256.of(ROW + "012345"))));
  }

  @Test
  void doNotPrint() {
    OneTimeSecret secret = secrets.make(6);

    assertFalse(secret.toString().contains(secret.code()));
    assertFalse(secret.toString().contains(secret.link()));
  }
}
