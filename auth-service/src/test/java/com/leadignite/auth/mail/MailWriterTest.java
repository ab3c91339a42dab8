package com.leadignite.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.sms.Sms;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.mailer.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class MailWriterTest {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final Address TO = new EmailAddress("ada@example.com");
  private static final PhoneNumber PHONE = new PhoneNumber("+14155552671");
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("days", "7"),
          Map.entry("code", "123456"),
          Map.entry("link", "https://app.example.com/auth/v1/verify?a=b&c=d"),
          Map.entry("minutes", "60"),
          Map.entry("type", "sms"),
          Map.entry("new_address", "ada@example.org"),
          Map.entry("device", "Firefox on Windows"),
          Map.entry("name", "Nightly import"),
          Map.entry("address", "192.0.2.1"),
          Map.entry("host", "partner.example"),
          Map.entry("provider", "google"));

  @Inject MailWriter writer;
  @Inject MailSeal seal;

  private static Waiting waiting(String kind, Address to, String language, byte[] content) {
    Buffer sealed = Buffer.buffer(content);
    return new Waiting(ID, kind, to, language, sealed, true, Instant.EPOCH, true, 1);
  }

  private Mail write(MailKind kind, Map<String, String> values) {
    return writer.write(waiting(kind.wireName(), TO, "en", seal.seal(ID, values)));
  }

  private Mail write(MailKind kind, String name, String value) {
    Map<String, String> values = new HashMap<>(VALUES);
    values.put(name, value);
    return write(kind, values);
  }

  @ParameterizedTest
  @EnumSource(value = MailKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SMS_CODE")
  void writesEveryMailToItsReaderWithASubjectOfOneLine(MailKind kind) {
    Mail mail = write(kind, VALUES);

    assertEquals(List.of("ada@example.com"), mail.getTo());
    assertTrue(mail.getCc().isEmpty() && mail.getBcc().isEmpty());
    assertTrue(mail.getSubject().matches("\\P{Cntrl}{5,78}"), mail::getSubject);
    assertFalse(mail.getText().contains("Subject:"), mail::getText);
    assertFalse(mail.getText().isBlank(), mail::getText);
    assertFalse(mail.getText().contains("{"), mail::getText);
    assertEquals(List.of("auto-generated"), mail.getHeaders().get("Auto-Submitted"));
    assertEquals(1, mail.getHeaders().get("Message-ID").size());
  }

  /** Readers with and without HTML can do the same. */
  @ParameterizedTest
  @EnumSource(
      value = MailKind.class,
      names = {"CONFIRMATION", "RECOVERY", "MAGIC_LINK", "INVITE", "EMAIL_CHANGE_NEW"})
  void saysCodeAndLinkInBothParts(MailKind kind) {
    Mail mail = write(kind, VALUES);

    assertTrue(mail.getText().contains("123456"), mail::getText);
    assertTrue(mail.getHtml().contains("123456"), mail::getHtml);
    assertTrue(mail.getText().contains(VALUES.get("link")), mail::getText);
    assertTrue(
        mail.getHtml().contains("href=\"https://app.example.com/auth/v1/verify?a=b&amp;c=d\""),
        mail::getHtml);
  }

  /** What others choose is text in a mail: an address, or the name of a device. */
  @ParameterizedTest
  @Tag("B37")
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "<a href='https://evil.example'>here</a>",
        "{site}{#if true}<b>x</b>{/if}",
        "&lt;b&gt;"
      })
  void takesNoMarkupFromWhatOthersChoose(String text) {
    for (String name : List.of("device", "address")) {
      String html = write(MailKind.NEW_DEVICE, name, text).getHtml();

      assertFalse(html.contains(text), html);
    }
    String html = write(MailKind.EMAIL_CHANGED, "new_address", text).getHtml();
    assertFalse(html.contains(text), html);
  }

  /** A value is not read as a template, or it would say what the platform knows. */
  @Test
  @Tag("B37")
  void readsNoExpressionInAValue() {
    String text = write(MailKind.NEW_DEVICE, "device", "{site} {to} {code}").getText();

    assertTrue(text.contains("{site} {to} {code}"), text);
  }

  /** A line end in a value is none of the head. */
  @ParameterizedTest
  @Tag("B37")
  @ValueSource(strings = {"x\r\nBcc: eve@example.org", "x\nSubject: y", "x\u2028y", "x\u0085y"})
  void keepsTheSubjectApartFromValues(String value) {
    for (MailKind kind : List.of(MailKind.NEW_DEVICE, MailKind.EMAIL_CHANGED)) {
      for (String name : List.of("device", "address", "new_address", "code")) {
        Mail mail = write(kind, name, value);

        assertEquals(write(kind, VALUES).getSubject(), mail.getSubject());
        assertEquals(List.of("ada@example.com"), mail.getTo());
        assertTrue(mail.getBcc().isEmpty());
      }
    }
  }

  @Test
  void isSentAgainUnderTheSameId() {
    assertEquals(
        write(MailKind.RECOVERY, VALUES).getHeaders().get("Message-ID"),
        write(MailKind.RECOVERY, VALUES).getHeaders().get("Message-ID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "", "../en", "zz-ZZ-zz", "EN"})
  void writesInItsOwnLanguageIfItHasNoTranslation(String language) {
    Mail mail = writer.write(waiting("recovery", TO, language, seal.seal(ID, VALUES)));

    assertEquals(write(MailKind.RECOVERY, VALUES).getSubject(), mail.getSubject());
  }

  /** A replica of the next version may have stored it. */
  @ParameterizedTest
  @ValueSource(strings = {"hologram", "", "../recovery", "RECOVERY", "recovery.txt"})
  void cannotSendAKindThatIsNotKnown(String kind) {
    byte[] content = seal.seal(ID, VALUES);

    assertThrows(UnsendableMail.class, () -> writer.write(waiting(kind, TO, "en", content)));
  }

  @Test
  void cannotSendAMailThatLacksWhatItsTemplateSays() {
    String refusal =
        assertThrows(UnsendableMail.class, () -> write(MailKind.RECOVERY, Map.of("code", "123456")))
            .getMessage();

    assertFalse(refusal.contains("123456"), refusal);
  }

  /** What was sealed for one mail is not another's. */
  @Test
  @Tag("B32")
  void cannotSendWhatWasSealedForAnotherMail() {
    byte[] content = seal.seal(UUID.randomUUID(), VALUES);

    assertThrows(UnsendableMail.class, () -> writer.write(waiting("recovery", TO, "en", content)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 28})
  void cannotSendWhatIsNoSeal(int length) {
    byte[] content = new byte[length];

    assertThrows(UnsendableMail.class, () -> writer.write(waiting("recovery", TO, "en", content)));
  }

  @Test
  void writesATextMessageOfOneLineWithoutASubject() {
    Sms sms = writer.writeText(waiting("sms_code", PHONE, "en", seal.seal(ID, VALUES)), PHONE);

    assertEquals(PHONE, sms.to());
    assertTrue(sms.toString().indexOf("123456") < 0, "a text message does not print");
  }
}
