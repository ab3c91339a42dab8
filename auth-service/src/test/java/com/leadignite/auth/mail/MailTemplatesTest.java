package com.leadignite.auth.mail;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.mail.MailTemplates.Form;
import com.leadignite.auth.testing.Settings;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class MailTemplatesTest {

  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          entry("code", "123456"),
          entry("link", "https://app.example.com/?a=b&c=d"),
          entry("minutes", "60"),
          entry("site", "https://app.example.com"),
          entry("to", "ada@example.com"),
          entry("new_address", "ada@example.org"),
          entry("device", "Firefox on Windows"),
          entry("address", "192.0.2.1"),
          entry("name", "nightly export"),
          entry("days", "7"),
          entry("provider", "github"),
          entry("host", "dialer.example"));

  @Inject Engine engine;

  @TempDir Path folder;

  private MailTemplates templates() {
    return new MailTemplates(
        engine,
        Settings.of(
            MailDeliveryConfig.class, Map.of("leadignite.auth.mail.templates", folder.toString())));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String render(MailTemplates templates, String language, Form form) {
    return templates.of(MailKind.RECOVERY, language, form).data("code", "<1>").render();
  }

  private String refusal() {
    return assertThrows(IllegalStateException.class, this::templates).getMessage();
  }

  /** Each is written with what all mails have, and begins with its subject. */
  @ParameterizedTest
  @EnumSource(value = MailKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SMS_CODE")
  void hasATextAndAnHtmlPartForEveryMail(MailKind kind) {
    MailTemplates own = templates();
    var text = own.of(kind, "en", Form.TXT).instance();
    var html = own.of(kind, "en", Form.HTML).instance();
    VALUES.forEach((name, value) -> {
      text.data(name, value);
      html.data(name, value);
    });

    assertTrue(text.render().startsWith("Subject: "), text::render);
    assertTrue(html.render().contains("</html>"), html::render);
  }

  @Test
  void aTextMessageHasNoSubjectAndNoHtml() {
    var text = templates().of(MailKind.SMS_CODE, "en", Form.TXT).instance();
    VALUES.forEach(text::data);

    assertFalse(text.render().startsWith("Subject: "), text::render);
    assertThrows(
        IllegalStateException.class, () -> templates().of(MailKind.SMS_CODE, "en", Form.HTML));
  }

  @Test
  void takesAFileOverItsOwn() throws IOException {
    write("recovery.txt", "Subject: Ours\n{code}");
    write("recovery.html", "<p>{code}</p>");

    MailTemplates templates = templates();

    assertEquals("Subject: Ours\n<1>", render(templates, "en", Form.TXT));
    assertEquals("<p>&lt;1&gt;</p>", render(templates, "en", Form.HTML));
    assertEquals(List.of("en"), templates.languages());
  }

  @Test
  void translatesWhatThereIsATranslationOf() throws IOException {
    write("recovery.de.txt", "Subject: Unseres\n{code}");
    write("recovery.pt-BR.txt", "Subject: Nosso\n{code}");

    MailTemplates templates = templates();

    assertEquals(List.of("de", "en", "pt-BR"), templates.languages());
    assertEquals("Subject: Unseres\n<1>", render(templates, "de", Form.TXT));
    assertEquals("Subject: Nosso\n<1>", render(templates, "PT-br", Form.TXT));
    assertTrue(
        templates.of(MailKind.INVITE, "de", Form.TXT).getId().contains("invite"),
        "the mail that has no translation is our own");
  }

  /** A typing error must not leave people with another text than the operator wrote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "recover.txt",
        "Recovery.txt",
        "recovery.text",
        "recovery",
        "recovery.d.txt",
        "recovery.de.de.txt",
        ".recovery.txt",
        "README.md"
      })
  void refusesAFileThatNamesNoMail(String file) throws IOException {
    write(file, "Subject: Ours");

    String refusal = refusal();

    assertTrue(refusal.startsWith("leadignite.auth.mail.templates: "), refusal);
    assertTrue(refusal.contains(file), refusal);
  }

  @Test
  void refusesAFaultyTemplateAndNamesIt() throws IOException {
    write("invite.html", "{#if code}");

    assertTrue(refusal().contains("invite.html"), this::refusal);
  }

  @Test
  void refusesAFolderThatIsNotThere() throws IOException {
    Files.delete(folder);

    assertTrue(refusal().contains("cannot be read"), this::refusal);
  }
}
