package com.leadignite.auth.mfa;

import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.AuthApi.signUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.key.RootKeys;
import com.leadignite.auth.testing.App;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Reseal;
import com.leadignite.guard.seal.Reseal.Done;
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

  private static final String NEW_KEY = RootKeys.NEW_KEY;

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
  void oneSecretThatDoesNotOpenKeepsNoOtherFromItsTurn() {
    App app = App.enrolled(signUp(newEmail())).app();
    App other = App.enrolled(signUp(newEmail())).app();
    PlatformServers.sql(
        "update auth.factors set sealed_secret = '\\x02' where id = '" + app.id() + "'");

    assertEquals(new Done(1, 1), reseal(NEW_KEY + "," + oldKey));

    assertEquals(new Done(0, 1), reseal(NEW_KEY + "," + oldKey));
    assertEquals(
        1,
        Stored.count("auth.factors where id = '" + other.id() + "' and length(sealed_secret) > 1"));
  }

  @Test
  void changesNothingWhileThereIsOneKey() {
    App app = App.enrolled(signUp(newEmail())).app();

    reseal(NEW_KEY);

    assertEquals(app.secret(), Base32.encode(open(oldKey)));
  }

  private Done reseal(String keys) {
    return new Reseal(rows).round(secrets(keys)).await().atMost(Duration.ofMinutes(1));
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
    return new TotpSecrets(RootKeys.of(keys), new SecureRandom());
  }
}
