package com.leadignite.auth.mail;

import com.leadignite.guard.startup.SafetyCheck;
import com.leadignite.guard.startup.UnsafeSetting;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps mails that travel in the clear, or that nobody gets, out of production. */
@Singleton
final class SmtpSafety implements SafetyCheck {

  private final Optional<String> from;
  private final Optional<String> host;
  private final String startTls;
  private final boolean tls;
  private final boolean trustAll;
  private final MailDeliveryConfig config;

  SmtpSafety(
      @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from,
      @ConfigProperty(name = "quarkus.mailer.host") Optional<String> host,
      @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "quarkus.mailer.trust-all", defaultValue = "false") boolean trustAll,
      MailDeliveryConfig config) {
    this.from = from;
    this.host = host;
    this.startTls = startTls;
    this.tls = tls;
    this.trustAll = trustAll;
    this.config = config;
  }

  @Override
  public List<UnsafeSetting> findings() {
    List<UnsafeSetting> found = new ArrayList<>();
    if (host.isEmpty()) {
      found.add(
          new UnsafeSetting(
              "quarkus.mailer.host",
              "nobody would get a mail to confirm an address or recover an account",
              "Set the SMTP server"));
    }
    if (from.isEmpty()) {
      found.add(
          new UnsafeSetting(
              "quarkus.mailer.from",
              "no SMTP server takes a mail without a sender",
              "Set the address that mails come from"));
    }
    if (!tls && !startTls.equalsIgnoreCase("REQUIRED")) {
      found.add(
          new UnsafeSetting(
              "quarkus.mailer.start-tls",
              "links that sign people in would travel in the clear",
              "Set it to REQUIRED, or quarkus.mailer.tls to true"));
    }
    if (trustAll) {
      found.add(
          new UnsafeSetting(
              "quarkus.mailer.trust-all",
              "anybody on the way could read links that sign people in",
              "Set it to false"));
    }
    if (config.lease().compareTo(config.sendTimeout()) <= 0) {
      found.add(
          new UnsafeSetting(
              "leadignite.auth.mail.lease",
              "a mail would be sent twice while its first sending is under way",
              "Set more than leadignite.auth.mail.send-timeout"));
    }
    return found;
  }
}
