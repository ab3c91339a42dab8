package com.leadignite.auth.mail;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells people by mail what was done to their account, in case it was not them (ASVS 6.3.7). */
@Singleton
public final class SecurityNotices {

  /** Longer than an SMTP server is usually away. */
  private static final Duration USEFUL = Duration.ofDays(1);

  private final Mails mails;
  private final MailDeliveryConfig config;
  private final Clock clock;

  SecurityNotices(Mails mails, MailDeliveryConfig config, Clock clock) {
    this.mails = mails;
    this.config = config;
    this.clock = clock;
  }

  /** The password was changed. */
  public Uni<Void> passwordChanged(Transaction tx, @Nullable EmailAddress to) {
    return tell(tx, MailKind.PASSWORD_CHANGED, to, Map.of());
  }

  /** The account has moved to another address; tells the former one. */
  public Uni<Void> emailChanged(Transaction tx, @Nullable EmailAddress from, EmailAddress to) {
    return tell(tx, MailKind.EMAIL_CHANGED, from, Map.of("new_address", to.value()));
  }

  /** The phone number was changed. */
  public Uni<Void> phoneChanged(Transaction tx, @Nullable EmailAddress to) {
    return tell(tx, MailKind.PHONE_CHANGED, to, Map.of());
  }

  /** A second factor was added, which lets its holder in. */
  public Uni<Void> factorAdded(Transaction tx, @Nullable EmailAddress to) {
    return tell(tx, MailKind.FACTOR_ADDED, to, Map.of());
  }

  /** A second factor was removed. */
  public Uni<Void> factorRemoved(Transaction tx, @Nullable EmailAddress to) {
    return tell(tx, MailKind.FACTOR_REMOVED, to, Map.of());
  }

  /** A provider was linked: its account there lets people in from now on. */
  public Uni<Void> identityLinked(Transaction tx, @Nullable EmailAddress to, String provider) {
    return tell(tx, MailKind.IDENTITY_LINKED, to, Map.of("provider", provider));
  }

  /** A provider was unlinked, or the password was deleted. */
  public Uni<Void> identityUnlinked(Transaction tx, @Nullable EmailAddress to, String provider) {
    return tell(tx, MailKind.IDENTITY_UNLINKED, to, Map.of("provider", provider));
  }

  /**
   * Somebody signed in from a new device.
   *
   * @param device what it calls itself; null if it does not say
   * @param address the client's
   */
  public Uni<Void> newDevice(
      Transaction tx, EmailAddress to, @Nullable String device, String address) {
    return tell(
        tx,
        MailKind.NEW_DEVICE,
        to,
        Map.of("device", device == null ? "an unknown program" : device, "address", address));
  }

  /** An API key was made that acts for the person. */
  public Uni<Void> apiKeyCreated(Transaction tx, @Nullable EmailAddress to, String name) {
    return tell(tx, MailKind.API_KEY_CREATED, to, Map.of("name", name));
  }

  /**
   * A client of a partner may act for the person from now on.
   *
   * @param host where it is: the host that it sends people back to
   */
  public Uni<Void> clientApproved(
      Transaction tx, @Nullable EmailAddress to, String name, String host) {
    return tell(tx, MailKind.CLIENT_APPROVED, to, Map.of("name", name, "host", host));
  }

  /** An API key that acts for the person was given another secret. */
  public Uni<Void> apiKeyRotated(Transaction tx, @Nullable EmailAddress to, String name) {
    return tell(tx, MailKind.API_KEY_ROTATED, to, Map.of("name", name));
  }

  private Uni<Void> tell(
      Transaction tx, MailKind kind, @Nullable EmailAddress to, Map<String, String> values) {
    return to == null || !config.securityNotices()
        ? Uni.createFrom().voidItem()
        : mails
            .post(tx, new Mail(kind, to, values, clock.instant().plus(USEFUL), true))
            .replaceWithVoid();
  }
}
