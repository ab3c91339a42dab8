package com.leadignite.guard.limit;

import static com.leadignite.guard.limit.RedisFallback.COUNT_LOCALLY;
import static com.leadignite.guard.limit.RedisFallback.REFUSE;

import java.time.Duration;
import java.util.Locale;

/**
 * Every rate limit of the platform: how many, in what time, per what, and what happens without
 * Redis. Sliding windows; each figure can be changed by {@code leadignite.limits."<name>".permits}
 * and {@code .window}.
 */
public enum Limit {
  /** Any request to one service from one address, before anything is known of the caller. */
  ADDRESS(1200, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** Reading, per caller. */
  READ(1200, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** Changing, per caller. */
  WRITE(300, Duration.ofMinutes(1), REFUSE),
  /** Administration and the audit log, per caller. */
  ADMIN(120, Duration.ofMinutes(1), REFUSE),
  /** Calls between services, per service. */
  SERVICE(6000, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** Public documents such as keys, settings and health, per address. */
  PUBLIC_READ(600, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** New accounts, per address. */
  SIGN_UP(30, Duration.ofHours(1), REFUSE),
  /**
   * Token requests of any grant, per address, before the grant's own limit: no office reaches it.
   */
  TOKEN(1200, Duration.ofMinutes(1), REFUSE),
  /** Signing out, per caller: has to be recorded even while Redis is unavailable. */
  SIGN_OUT(60, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** Sign-in requests, per address. */
  SIGN_IN(60, Duration.ofMinutes(1), REFUSE),
  /** Password attempts, per account and network: a stranger cannot use up anybody else's. */
  PASSWORD(10, Duration.ofMinutes(1), REFUSE),
  /** New passwords, per session: each is estimated, compared with the old one, and hashed. */
  PASSWORD_CHANGE(20, Duration.ofHours(1), REFUSE),
  /** New passwords, per account: more than a stolen session can use up of it. */
  ACCOUNT_PASSWORD_CHANGE(60, Duration.ofHours(1), REFUSE),
  /** Exchanging refresh tokens, per session. */
  REFRESH(60, Duration.ofMinutes(5), REFUSE),
  /** Unknown refresh tokens, invitations and clients' secrets, per address. */
  UNKNOWN_TOKEN(30, Duration.ofMinutes(5), REFUSE),
  /**
   * API keys that a process sees for the first time, per address, before auth-service is asked: an
   * office of machines stays below it when all services restart.
   */
  API_KEY_LOOK_UP(300, Duration.ofMinutes(5), REFUSE),
  /**
   * Subjects of other issuers' tokens that a process sees for the first time, per address, before
   * auth-service is asked: an office of people stays below it when all services restart.
   */
  ACCOUNT_LOOK_UP(300, Duration.ofMinutes(5), REFUSE),
  /** New API keys and new secrets of them, per caller. */
  API_KEY_CREATION(20, Duration.ofHours(1), REFUSE),
  /**
   * Token, pushed and other requests of a partner's client; per client, of a public one per
   * address.
   */
  OAUTH_CLIENT(600, Duration.ofMinutes(1), REFUSE),
  /** Requests for a mail, and uses of codes and links, per address of the client. */
  VERIFY(60, Duration.ofMinutes(5), REFUSE),
  /** Mails that anybody can ask for, per mailbox; what is beyond it is not sent, and not told. */
  MAIL(1, Duration.ofMinutes(1), REFUSE),
  /** Mailed invitations, per mailbox and organization. */
  INVITATION_MAILBOX(5, Duration.ofHours(1), REFUSE),
  /** The same, per mailbox, from all organizations together; what is beyond it is not sent. */
  INVITATIONS_TO_MAILBOX(20, Duration.ofHours(1), REFUSE),
  /** The same, per organization: each is a mail to an address of choice. */
  INVITATION_ORGANIZATION(100, Duration.ofDays(1), REFUSE),
  /** Changes of address that are asked for, per account: each is a mail to an address of choice. */
  EMAIL_CHANGE(20, Duration.ofHours(1), REFUSE),
  /**
   * Texts that anybody can ask for, per phone number; what is beyond it is not sent, and not told.
   */
  SMS(1, Duration.ofMinutes(1), REFUSE),
  /** As {@link #SMS}, of a day. */
  SMS_NUMBER(10, Duration.ofDays(1), REFUSE),
  /** Requests for a text, per address of the client. */
  SMS_ADDRESS(20, Duration.ofHours(1), REFUSE),
  /** Requests for a text to another number, per account. */
  SMS_ACCOUNT(5, Duration.ofHours(1), REFUSE),
  /** Texts that are sent, per country calling code: somebody pays for them. */
  SMS_COUNTRY(1000, Duration.ofDays(1), REFUSE),
  /** Texts that are sent, all together. */
  SMS_TOTAL(5000, Duration.ofDays(1), REFUSE),
  /** A person's own session and profile, per caller. */
  ACCOUNT(120, Duration.ofMinutes(1), REFUSE),
  /** Webhooks before their signature is checked, per address. */
  WEBHOOK_ADDRESS(1200, Duration.ofMinutes(1), COUNT_LOCALLY),
  /** Webhooks with a valid signature that are not duplicates, per source. */
  WEBHOOK_SOURCE(600, Duration.ofMinutes(1), COUNT_LOCALLY);

  private final int permits;
  private final Duration window;
  private final RedisFallback withoutRedis;
  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Limit(int permits, Duration window, RedisFallback withoutRedis) {
    this.permits = permits;
    this.window = window;
    this.withoutRedis = withoutRedis;
  }

  /** Calls allowed within the window unless configured otherwise. */
  public int permits() {
    return permits;
  }

  /** The length of the sliding window unless configured otherwise. */
  public Duration window() {
    return window;
  }

  /** What to do while Redis does not answer. */
  public RedisFallback withoutRedis() {
    return withoutRedis;
  }

  /** The name in configuration, header fields and metrics: {@code sign-in}. */
  public String wireName() {
    return wireName;
  }
}
