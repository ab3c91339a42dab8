package com.leadignite.auth.key;

import static com.leadignite.auth.key.RootKeys.NEW_KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Reseal;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does to change the encryption key. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class ResealKeysTest {

  @Inject SigningKeys keys;
  @Inject Rows rows;

  @ConfigProperty(name = "leadignite.auth.key-encryption-key")
  String oldKey;

  /** The table was emptied: the service makes keys as on its first start. */
  @BeforeEach
  void makeKeys() {
    done(keys.reload());
  }

  @Test
  void sealsPublishedKeysUnderTheFirstKeySoThatTheOldOneCanGo() {
    List<SigningKey> before = read(store(oldKey));

    reseal(NEW_KEY + "," + oldKey);

    List<SigningKey> after = read(store(NEW_KEY));
    assertEquals(kids(before), kids(after));
    assertArrayEquals(privateKey(before.getFirst()), privateKey(after.getFirst()));
    assertThrows(DecryptionFailed.class, () -> read(store(oldKey)));
    reseal(oldKey + "," + NEW_KEY);
    assertEquals(kids(before), kids(read(store(oldKey))));
  }

  @Test
  void changesNothingWhileThereIsOneKey() {
    reseal(NEW_KEY);

    assertEquals(2, read(store(oldKey)).size());
  }

  private static List<String> kids(List<SigningKey> keys) {
    return keys.stream().map(SigningKey::kid).toList();
  }

  private static byte[] privateKey(SigningKey key) {
    return key.pair().getEcPrivateKey().getEncoded();
  }

  private KeyStore store(String encryptionKeys) {
    return new KeyStore(rows, RootKeys.of(encryptionKeys));
  }

  private static List<SigningKey> read(KeyStore store) {
    return done(store.published(Instant.now())).keys();
  }

  private void reseal(String encryptionKeys) {
    done(new Reseal(rows).round(new SigningKeyColumn(RootKeys.of(encryptionKeys))));
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(1));
  }
}
