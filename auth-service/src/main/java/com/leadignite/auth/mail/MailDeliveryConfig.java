package com.leadignite.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How mails are written and sent. The SMTP server itself is {@code quarkus.mailer.host}, {@code
 * .port}, {@code .username}, {@code .password}, {@code .from} and {@code .start-tls}.
 */
@ConfigMapping(prefix = "leadignite.auth.mail")
public interface MailDeliveryConfig {

  /**
   * A folder of templates over ours, named as ours are or with a language: {@code
   * recovery.de.html}. Read at start.
   */
  Optional<Path> templates();

  /**
   * Whether people are told by mail that their password or address was changed, that a second
   * factor was removed, and of sign-ins from new devices.
   */
  @WithName("security-notices")
  @WithDefault("true")
  boolean securityNotices();

  /** How many mails are sent at a time. */
  @WithDefault("20")
  int batch();

  /** How long one may take to send. */
  @WithName("send-timeout")
  @WithDefault("30s")
  Duration sendTimeout();

  /** How long a taken mail is left to the replica that took it; more than the time-out. */
  @WithDefault("90s")
  Duration lease();

  /** How often a mail is tried before it becomes a dead letter. */
  @WithDefault("12")
  int tries();

  /** The pause after a mail's first failure; doubled on each further one. */
  @WithName("first-pause")
  @WithDefault("5s")
  Duration firstPause();

  /** The longest pause between two tries of a mail. */
  @WithName("longest-pause")
  @WithDefault("10m")
  Duration longestPause();

  /** How often the sender looks without being woken, for mails that are due again. */
  @WithDefault("5s")
  Duration round();

  /** How long dead letters are kept. */
  @WithName("keep-dead-letters")
  @WithDefault("30d")
  Duration keepDeadLetters();
}
