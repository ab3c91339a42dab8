package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.auth.key.RootKeys;
import com.leadignite.auth.testing.Stored;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.Reseal;
import com.leadignite.guard.seal.Reseal.Done;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class MailSealTest {

  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final Map<String, String> VALUES =
      Map.of("code", "123456", "link", "https://app.example.com/?a=\u00e4");

  @Inject MailSeal seal;
  @Inject Rows rows;

  @ConfigProperty(name = "leadignite.auth.key-encryption-key")
  String oldKey;

  @Test
  void opensWhatItSealed() {
    assertEquals(VALUES, seal.open(ID, seal.seal(ID, VALUES)));
    assertEquals(Map.of(), seal.open(ID, seal.seal(ID, Map.of())));
  }

  @Test
  void keepsWhatItSealsFromReaders() {
    String sealed = new String(seal.seal(ID, VALUES), StandardCharsets.ISO_8859_1);

    assertFalse(sealed.contains("123456") || sealed.contains("app.example.com"));
  }

  /** Somebody who can write to the table must not send one person's code to another. */
  @Test
  void opensForItsOwnMailAlone() {
    byte[] sealed = seal.seal(ID, VALUES);

    assertThrows(DecryptionFailed.class, () -> seal.open(UUID.randomUUID(), sealed));
  }

  @Test
  void doesNotOpenWhatWasChanged() {
    byte[] sealed = seal.seal(ID, VALUES);
    sealed[sealed.length - 1] ^= 1;

    assertThrows(DecryptionFailed.class, () -> seal.open(ID, sealed));
  }

  @Test
  void isSealedAgainWhenTheKeyIsChanged() {
    PlatformServers.sql("delete from auth.mails");
    PlatformServers.sql(
        """
        insert into auth.mails
          (id, kind, address, language, content, wanted, expires_at, parked_at, refusal)
        values ('%s', 'recovery', 'a@example.com', 'en', '\\x%s', true, now(), now(), 'refused')
        """
            .formatted(ID, HexFormat.of().formatHex(seal.seal(ID, VALUES))));
    MailSeal changing = new MailSeal(RootKeys.of(RootKeys.NEW_KEY + "," + oldKey));

    Done done = new Reseal(rows).round(changing).await().atMost(Duration.ofMinutes(1));

    assertEquals(new Done(1, 0), done);
    byte[] now =
        HexFormat.of().parseHex(Stored.text("select encode(content, 'hex') from auth.mails"));
    assertEquals(VALUES, new MailSeal(RootKeys.of(RootKeys.NEW_KEY)).open(ID, now));
    PlatformServers.sql("delete from auth.mails");
  }
}
