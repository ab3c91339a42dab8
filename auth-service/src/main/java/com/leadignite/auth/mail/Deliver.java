package com.leadignite.auth.mail;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.sms.SmsProvider;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Hands mails to the SMTP server or a hook, and texts to the provider of texts. */
@Singleton
final class Deliver implements MailTransport {

  private final MailWriter writer;
  private final ReactiveMailer mailer;
  private final HookedMail hooked;
  private final SmsProvider texts;

  Deliver(MailWriter writer, ReactiveMailer mailer, HookedMail hooked, SmsProvider texts) {
    this.writer = writer;
    this.mailer = mailer;
    this.hooked = hooked;
    this.texts = texts;
  }

  @Override
  public Uni<Void> send(Waiting mail) {
    return switch (mail.to()) {
      case EmailAddress address ->
          hooked.isOn() ? hooked.send(mail) : mailer.send(writer.write(mail));
      case PhoneNumber number -> texts.send(writer.writeText(mail, number));
    };
  }
}
