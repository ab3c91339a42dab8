package com.leadignite.webhook.source;

import static com.leadignite.webhook.source.SourcesApi.SMALLEST;
import static com.leadignite.webhook.source.SourcesApi.admin;
import static com.leadignite.webhook.source.SourcesApi.json;
import static com.leadignite.webhook.source.SourcesApi.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does to change the key, while webhooks come in. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class ResealSecretsTest {

  private static final String NEW_KEY = "lsn0VyfYy8v0xtLgIlc39pPw35q6/dEBNf8ypiJyDWE=";

  @Inject SealedSecretStore store;
  @Inject Rows rows;
  @Inject ResealColumns columns;

  @ConfigProperty(name = "leadignite.webhook.secret-encryption-key")
  String oldKey;

  private static SecretSealer sealer(String keys) {
    return new SecretSealer(new TestingSourceConfig(keys), new SecureRandom());
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }

  private SealedSecret stored(String sourceId) {
    return done(store.findValid(UUID.fromString(sourceId), Instant.now()))
        .map(SealedSource::secrets)
        .map(List::getFirst)
        .orElseThrow();
  }

  private static String open(SecretSealer sealer, SealedSecret secret) {
    return new String(
        sealer.open(secret.id(), secret.sealed().getBytes()).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void sealsAllUnderTheFirstKeySoThatTheOldOneCanGo() {
    var source = json(post(admin(UUID.randomUUID()).bearer(), "", SMALLEST));
    var another = json(post(admin(UUID.randomUUID()).bearer(), "", SMALLEST));
    SecretSealer both = sealer(NEW_KEY + "," + oldKey);

    Done first = done(new Reseal(rows).round(both));
    Done second = done(new Reseal(rows).round(both));

    assertEquals(new Done(2, 0), first);
    assertEquals(new Done(0, 0), second);
    for (var each : List.of(source, another)) {
      SealedSecret now = stored(each.get("id").asText());
      assertEquals(each.get("secret").asText(), open(sealer(NEW_KEY), now));
      assertThrows(DecryptionFailed.class, () -> open(sealer(oldKey), now));
    }
  }

  @Test
  void goesOnPastSecretsThatDoNotOpenAndCountsThem() {
    post(admin(UUID.randomUUID()).bearer(), "", SMALLEST);
    PlatformServers.sql("update webhooks.source_secret set sealed = '\\x02'");
    post(admin(UUID.randomUUID()).bearer(), "", SMALLEST);

    Done done = done(new Reseal(rows).round(sealer(NEW_KEY + "," + oldKey)));

    assertEquals(new Done(1, 1), done);
  }

  @Test
  void goesThroughMoreThanABatch() {
    var source = json(post(admin(UUID.randomUUID()).bearer(), "", SMALLEST));
    String id = source.get("id").asText();
    PlatformServers.sql(
        """
        insert into webhooks.source_secret (tenant_id, source_id, id, sealed)
        select tenant_id, source_id, gen_random_uuid(), '\\x03'
        from webhooks.source_secret, generate_series(1, 450)
        """);

    Done done = done(new Reseal(rows).round(sealer(NEW_KEY + "," + oldKey)));

    assertEquals(new Done(1, 450), done);
    assertEquals(
        1,
        done(store.findValid(UUID.fromString(id), Instant.now())).orElseThrow().secrets().stream()
            .map(secret -> sealer(NEW_KEY).openIfReadable(secret.id(), secret.sealed().getBytes()))
            .flatMap(Optional::stream)
            .count());
  }

  /** The other one was removed too early. */
  @Test
  void sealsNothingWhileThereIsOneKeyAndCountsWhatDoesNotOpen() {
    var source = json(post(admin(UUID.randomUUID()).bearer(), "", SMALLEST));

    assertEquals(new Done(0, 1), done(new Reseal(rows).round(sealer(NEW_KEY))));

    SealedSecret now = stored(source.get("id").asText());
    assertEquals(source.get("secret").asText(), open(sealer(oldKey), now));
    assertEquals(new Done(0, 0), done(new Reseal(rows).round(sealer(oldKey))));
  }

  /** Every column of bytes is sealed and declared, or is known not to be a secret. */
  @Test
  void noSealedColumnIsForgotten() {
    List<String> inTheClear = List.of("inbox.body", "delivery_key.key");
    List<String> declared = columns.progress().stream().map(Progress::column).toList();

    assertEquals(
        List.of("endpoint_secret.sealed", "source_secret.sealed"),
        ByteColumns.of("webhooks").stream()
            .filter(column -> !inTheClear.contains(column))
            .toList());
    assertEquals(
        List.of("endpoint_secret.sealed", "source_secret.sealed"),
        declared.stream().sorted().toList());
  }
}
