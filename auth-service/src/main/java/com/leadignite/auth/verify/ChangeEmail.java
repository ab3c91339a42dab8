package com.leadignite.auth.verify;

import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.account.EmailChangeStore.Agreed;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.onetime.UsedSecret;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves an account to another address once all mailboxes have agreed that have to. Its other mails
 * are void from then on, and all sessions end but the one that asked.
 */
@Singleton
final class ChangeEmail {

  static final Set<Purpose> HALVES =
      EnumSet.of(Purpose.EMAIL_CHANGE_CURRENT, Purpose.EMAIL_CHANGE_NEW);

  private final EmailChangeStore changes;
  private final AddressStore addresses;
  private final AnonymousAccountStore anonymousAccounts;
  private final ActiveSessionStore sessions;
  private final UseSecret useSecret;
  private final SecurityNotices notices;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  ChangeEmail(
      EmailChangeStore changes,
      AddressStore addresses,
      AnonymousAccountStore anonymousAccounts,
      ActiveSessionStore sessions,
      UseSecret useSecret,
      SecurityNotices notices,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.changes = changes;
    this.addresses = addresses;
    this.anonymousAccounts = anonymousAccounts;
    this.sessions = sessions;
    this.useSecret = useSecret;
    this.notices = notices;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Notes that a mailbox agrees.
   *
   * @return what moving the account revokes; empty if another mailbox has to agree yet. Fails with
   *     otp-invalid if the change was called off or replaced, and with email-exists
   */
  Uni<Optional<List<Revocation>>> agree(Transaction tx, UserId user, UsedSecret used) {
    EmailAddress to =
        EmailAddress.parse(String.valueOf(used.details().get(OneTimeMail.NEW_EMAIL)))
            .orElseThrow(AuthProblem.OTP_INVALID::problem);
    boolean current = used.purpose() == Purpose.EMAIL_CHANGE_CURRENT;
    return changes
        .agree(tx, user, to, current, clock.instant())
        .map(found ->
            found
                // A secret is good for the mailbox that it was sent to (B20).
                .filter(agreed -> used.address().equals(current ? agreed.from() : to))
                .orElseThrow(AuthProblem.OTP_INVALID::problem))
        .chain(agreed ->
            agreed.complete()
                ? move(tx, user, to, agreed).map(Optional::of)
                : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<List<Revocation>> move(Transaction tx, UserId user, EmailAddress to, Agreed agreed) {
    String from = agreed.from() == null ? null : agreed.from().value();
    Instant now = clock.instant();
    tx.record(
        events
            .of("auth.email.changed")
            .actor("user", user.toString(), to.value())
            .tenant(agreed.tenantId())
            .target("user", user, to.value())
            .change("email", from, to.value())
            .build());
    // Whoever reads the old mailbox signs in to this account no more.
    return useSecret
        .voidOf(tx, user, EnumSet.allOf(Purpose.class))
        .chain(() -> changes.delete(tx, user))
        .chain(() -> sessions.lockAllOf(tx, user))
        .chain(() ->
            agreed.anonymous()
                ? convert(tx, user, to, agreed, now)
                : addresses.change(tx, user, to, now))
        .chain(() -> notices.emailChanged(tx, agreed.from(), to))
        .chain(() -> endOthers(tx, user, agreed, now))
        .chain(ended -> revokeTokens.ofSessions(tx, agreed.tenantId(), user, ended));
  }

  private Uni<Void> convert(
      Transaction tx, UserId user, EmailAddress to, Agreed agreed, Instant now) {
    tx.record(
        events
            .of("auth.user.converted")
            .actor("user", user.toString(), to.value())
            .tenant(agreed.tenantId())
            .target("user", user, to.value())
            .build());
    return anonymousAccounts.convert(
        tx,
        user,
        to,
        true,
        Identity.email(ids.next(), user, agreed.said(), now),
        OrganizationName.of(agreed.said(), to.local()),
        now);
  }

  private Uni<List<SessionId>> endOthers(Transaction tx, UserId user, Agreed agreed, Instant now) {
    SessionId asked = agreed.sessionId();
    return asked == null
        ? sessions.endAll(tx, user, EndReason.EMAIL_CHANGED, now)
        : sessions.endOthers(tx, user, asked, EndReason.EMAIL_CHANGED, now);
  }
}
