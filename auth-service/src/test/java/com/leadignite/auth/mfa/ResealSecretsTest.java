package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.hash.HmacSha256;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Sealer;
import com.leadignite.guard.seal.SealingKeys;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator's change of the encryption key does to the secrets of apps. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class ResealSecretsTest {

  private static final String NEW_KEY = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";

  @Inject FactorStore store;
  @Inject Rows rows;

  @ConfigProperty(name = "leadignite.auth.key-encryption-key")
  String oldKey;

  @Test
  void sealsSecretsUnderTheFirstKeySoThatTheOldOneCanGo() {
    String email = newEmail();
    App app = App.enrolled(signUp(email)).app();
    byte[] sealed = sealed();

    reseal(NEW_KEY + "," + oldKey);

    assertThrows(DecryptionFailed.class, () -> open(oldKey));
    assertEquals(app.secret(), Base32.encode(open(NEW_KEY)));
    reseal(oldKey + "," + NEW_KEY);
    assertEquals(app.secret(), Base32.encode(open(oldKey)));
    assertEquals(sealed.length, sealed().length);
    app.show(signIn(email)).then().statusCode(200);
  }

  @Test
  void changesNothingWhileThereIsOneKey() {
    App app = App.enrolled(signUp(newEmail())).app();

    reseal(NEW_KEY);

    assertEquals(app.secret(), Base32.encode(open(oldKey)));
  }

  private void reseal(String keys) {
    new ResealSecrets(rows, store, secrets(keys)).run().await().atMost(Duration.ofMinutes(1));
  }

  private byte[] open(String keys) {
    UUID factor = UUID.fromString(Stored.text("select id::text from auth.factors"));
    UserId user =
        new UserId(UUID.fromString(Stored.text("select user_id::text from auth.factors")));
    return secrets(keys).open(sealed(), user, factor);
  }

  private static byte[] sealed() {
    return HexFormat.of()
        .parseHex(Stored.text("select encode(sealed_secret, 'hex') from auth.factors"));
  }

  private static TotpSecrets secrets(String keys) {
    SealingKeys sealing =
        SealingKeys.parse("a.property", keys)
            .derive(key -> HmacSha256.withKey(key).of("seal second factors"));
    return new TotpSecrets(new Sealer(sealing, new SecureRandom()), new SecureRandom());
  }
}
