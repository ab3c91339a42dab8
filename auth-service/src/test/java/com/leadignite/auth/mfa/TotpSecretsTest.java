package com.leadignite.auth.mfa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TotpSecretsTest {

  private static final String OLD = key("old");
  private static final String NEW = key("new");
  private static final UserId USER =
      new UserId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
  private static final UserId OTHER =
      new UserId(UUID.fromString("01900000-0000-7000-8000-000000000002"));
  private static final UUID FACTOR = UUID.fromString("01900000-0000-7000-8000-000000000003");

  private static String key(String seed) {
    byte[] bytes = new byte[32];
    new SecureRandom(seed.getBytes(StandardCharsets.UTF_8)).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static TotpSecrets under(String keys) {
    SecureRandom random = new SecureRandom();
    return new TotpSecrets(new Sealer(SealingKeys.parse("a setting", keys), random), random);
  }

  @Test
  void areTwentyBytesAndNeverTheSame() {
    TotpSecrets secrets = under(OLD);
    Set<String> made = new HashSet<>();

    for (int i = 0; i < 100; i++) {
      byte[] secret = secrets.make();
      assertEquals(20, secret.length);
      made.add(HexFormat.of().formatHex(secret));
    }

    assertEquals(100, made.size());
  }

  @Test
  void openForTheirPersonAndFactorAlone() {
    TotpSecrets secrets = under(OLD);
    byte[] secret = secrets.make();
    byte[] sealed = secrets.seal(secret, USER, FACTOR);

    assertArrayEquals(secret, secrets.open(sealed, USER, FACTOR));
    assertThrows(DecryptionFailed.class, () -> secrets.open(sealed, OTHER, FACTOR));
    assertThrows(DecryptionFailed.class, () -> secrets.open(sealed, USER, UUID.randomUUID()));
  }

  @Test
  void doNotOpenOnceTheyWereChanged() {
    TotpSecrets secrets = under(OLD);
    byte[] sealed = secrets.seal(secrets.make(), USER, FACTOR);
    sealed[sealed.length - 1] ^= 1;

    assertThrows(DecryptionFailed.class, () -> secrets.open(sealed, USER, FACTOR));
  }

  @Test
  void openWhileTheKeyIsBeingChanged() {
    byte[] secret = under(OLD).make();
    byte[] sealed = under(OLD).seal(secret, USER, FACTOR);
    TotpSecrets changing = under(NEW + "," + OLD);

    assertArrayEquals(secret, changing.open(sealed, USER, FACTOR));
    assertTrue(changing.sealer().isChangingKeys());
    assertFalse(under(OLD).sealer().isChangingKeys());
    byte[] again = changing.seal(secret, USER, FACTOR);
    assertArrayEquals(secret, under(NEW).open(again, USER, FACTOR));
    assertThrows(DecryptionFailed.class, () -> under(NEW).open(sealed, USER, FACTOR));
  }
}
