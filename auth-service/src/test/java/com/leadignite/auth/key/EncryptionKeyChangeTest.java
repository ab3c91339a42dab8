package com.leadignite.auth.key;

import static com.leadignite.auth.key.RootKeys.NEW_KEY;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Reseal;
import com.leadignite.guard.seal.Reseal.Done;
import com.leadignite.guard.seal.ResealColumns;
import com.leadignite.guard.seal.ResealColumns.Progress;
import com.leadignite.testkit.access.ByteColumns;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The runbook of {@code docs/operations.md}, step by step, and what it relies on. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class EncryptionKeyChangeTest {

  private static final String RUNBOOK = "leadignite.auth.key-encryption-key=";

  /** Bytes that are no secrets, or are sealed by what the person has and nobody stores. */
  private static final List<String> OF_NO_KEY =
      List.of("passkeys.credential_id", "passkeys.public_key", "pkce_codes.provider_tokens");

  @Inject SigningKeys keys;
  @Inject ResealColumns columns;
  @Inject Rows rows;

  @ConfigProperty(name = "leadignite.auth.key-encryption-key")
  String oldKey;

  /** The table was emptied: the service makes keys as on its first start. */
  @BeforeEach
  void makeKeys() {
    done(keys.reload());
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private KeyStore replica(String setting) {
    return new KeyStore(rows, RootKeys.of(setting));
  }

  private static int readable(KeyStore replica) {
    return done(replica.published(Instant.now())).keys().size();
  }

  private Done round(String setting) {
    return done(new Reseal(rows).round(new SigningKeyColumn(RootKeys.of(setting))));
  }

  /** The values of the setting, in the runbook's order, with real keys. */
  private List<String> runbook() throws IOException {
    return Files.readAllLines(Path.of("../docs/operations.md")).stream()
        .filter(line -> line.matches(RUNBOOK + "(old|new).*"))
        .map(line -> line.substring(RUNBOOK.length()))
        .map(line -> line.replace("old", oldKey).replace("new", NEW_KEY))
        .toList();
  }

  @Test
  void replicasOfTwoStepsReadWhatEachOtherWritesAndAtLastTheOldKeyIsOfNoUse() throws IOException {
    List<String> steps = runbook();
    assertEquals(List.of(oldKey, oldKey + "," + NEW_KEY, NEW_KEY + "," + oldKey, NEW_KEY), steps);

    for (int step = 1; step < steps.size(); step++) {
      // During the rolling restart both are there, and the job of each runs.
      round(steps.get(step - 1));
      assertEquals(2, readable(replica(steps.get(step))), "step " + step);
      round(steps.get(step));
      assertEquals(2, readable(replica(steps.get(step - 1))), "step " + step);
      // Then all replicas are of this step, and the runbook waits for this.
      round(steps.get(step));
      assertTrue(round(steps.get(step)).isOver(), "step " + step);
    }

    assertThrows(DecryptionFailed.class, () -> readable(replica(oldKey)));
  }

  @Test
  void theOldKeyIsNotSaidToBeRemovableWhileSomethingNeedsIt() {
    String changing = NEW_KEY + "," + oldKey;
    PlatformServers.sql(
        "update auth.signing_keys set sealed_private = '\\x02' where state = 'next'");

    assertEquals(new Done(1, 1), round(changing));
    assertFalse(round(changing).isOver());
  }

  /** Somebody removed it although something needed it. */
  @Test
  void aKeyThatWasRemovedTooEarlyIsMissed() {
    assertEquals(new Done(0, 2), round(NEW_KEY));
    assertFalse(round(NEW_KEY).isOver());
    assertEquals(new Done(0, 0), round(oldKey));
  }

  /** A job that was stopped in the middle has less left to do the next time. */
  @Test
  void whatIsDoneIsNotDoneAgain() {
    String changing = NEW_KEY + "," + oldKey;

    assertEquals(new Done(2, 0), round(changing));
    assertEquals(new Done(0, 0), round(changing));
  }

  /** Every column of bytes is sealed and declared, a hash, or known to need no key of ours. */
  @Test
  void noSealedColumnIsForgotten() {
    assertEquals(
        ByteColumns.of("auth").stream().filter(column -> !OF_NO_KEY.contains(column)).toList(),
        columns.progress().stream().map(Progress::column).toList());
  }

  @Test
  void platformAdministratorsSeeHowFarItIs() {
    AdminApi.as(AdminApi.platformAdmin())
        .get("/auth/v1/admin/keys")
        .then()
        .statusCode(200)
        .body("signing.active", equalTo(keys.signing().getKeyId()))
        .body("encryption.changing", everyItem(equalTo(false)))
        .body("old_encryption_keys_removable", equalTo(true));
    AuthApi.as(AuthApi.signUp(AuthApi.newEmail()))
        .get("/auth/v1/admin/keys")
        .then()
        .statusCode(403);
    given().get("/auth/v1/admin/keys").then().statusCode(401);
  }
}
