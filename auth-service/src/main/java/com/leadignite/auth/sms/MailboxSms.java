package com.leadignite.auth.sms;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;

/**
 * Delivers texts as mails to the number at {@code sms.localhost}, which nobody has: the local stack
 * shows them in its mailbox.
 */
final class MailboxSms implements SmsProvider {

  private static final String DOMAIN = "@sms.localhost";

  private final ReactiveMailer mailer;

  MailboxSms(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public Uni<Void> send(Sms sms) {
    return mailer.send(Mail.withText(sms.to().value() + DOMAIN, "Text message", sms.text()));
  }
}
