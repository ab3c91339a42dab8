package com.leadignite.auth.mail;

import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.mail.MailTemplates.Form;
import com.leadignite.auth.sms.Sms;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.seal.DecryptionFailed;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Writes a stored mail by its templates. The first line of the text is the subject: {@code Subject:
 * …}.
 */
@Singleton
final class MailWriter {

  private static final String SUBJECT = "Subject:";

  private final MailTemplates templates;
  private final MailSeal seal;
  private final IssuerConfig issuer;

  MailWriter(MailTemplates templates, MailSeal seal, IssuerConfig issuer) {
    this.templates = templates;
    this.seal = seal;
    this.issuer = issuer;
  }

  /**
   * Writes a mail.
   *
   * @throws UnsendableMail if it cannot be written, now or later
   */
  Mail write(Waiting stored) {
    MailKind kind = kind(stored);
    Map<String, String> values = values(stored);
    String text = render(kind, stored, Form.TXT, values);
    if (!text.startsWith(SUBJECT)) {
      throw new UnsendableMail("the template's first line is not the subject");
    }
    String[] parts = text.split("\\R", 2);
    String subject = parts[0].substring(SUBJECT.length()).strip();
    String body = parts.length < 2 ? "" : parts[1].stripLeading();
    return Mail.withText(stored.to().value(), subject, body)
        .setHtml(render(kind, stored, Form.HTML, values))
        // RFC 3834: nobody's absence is to be answered to us.
        .addHeader("Auto-Submitted", "auto-generated")
        .addHeader("Message-ID", "<" + stored.id() + "@" + issuer.siteUrl().getHost() + ">");
  }

  /**
   * Writes a text message.
   *
   * @throws UnsendableMail if it cannot be written, now or later
   */
  Sms writeText(Waiting stored, PhoneNumber to) {
    Map<String, String> values = values(stored);
    return new Sms(
        stored.id(),
        to,
        values.getOrDefault("code", ""),
        values.getOrDefault("type", ""),
        render(kind(stored), stored, Form.TXT, values).strip());
  }

  private static MailKind kind(Waiting stored) {
    return MailKind.of(stored.kind())
        .orElseThrow(() -> new UnsendableMail("a kind of mail that is not known here"));
  }

  /** What a stored mail says. */
  Map<String, String> values(Waiting stored) {
    try {
      return seal.open(stored.id(), stored.content().getBytes());
    } catch (DecryptionFailed e) {
      throw new UnsendableMail("it is sealed with a key that is not configured any more", e);
    }
  }

  private String render(MailKind kind, Waiting stored, Form form, Map<String, String> values) {
    TemplateInstance template =
        templates
            .of(kind, stored.language(), form)
            .instance()
            .data("site", issuer.siteUrl().toString())
            .data("to", stored.to().value());
    values.forEach(template::data);
    try {
      return template.render();
    } catch (TemplateException e) {
      throw new UnsendableMail("the template of " + kind.wireName() + " asks for more", e);
    }
  }
}
