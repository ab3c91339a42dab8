package com.leadignite.auth.verify;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.account.EmailChangeStore.NewChange;
import com.leadignite.auth.account.EmailChangeStore.Waiting;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.mail.MailKind;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.onetime.OneTimeConfig;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins to move an account to another address: its mailbox has to agree, and that of the present
 * address. Whether the new address has an account already is told to its mailbox alone (B18).
 */
@Singleton
public final class RequestEmailChange {

  private static final UserId NOBODY = new UserId(new UUID(0, 0));

  private final Rows rows;
  private final EmailChangeStore changes;
  private final AddressStore addresses;
  private final OneTimeMail oneTimeMail;
  private final MessageLimits limits;
  private final OneTimeConfig config;
  private final MailConfig mail;
  private final AuditEvents events;
  private final Clock clock;

  RequestEmailChange(
      Rows rows,
      EmailChangeStore changes,
      AddressStore addresses,
      OneTimeMail oneTimeMail,
      MessageLimits limits,
      OneTimeConfig config,
      MailConfig mail,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.changes = changes;
    this.addresses = addresses;
    this.oneTimeMail = oneTimeMail;
    this.limits = limits;
    this.config = config;
    this.mail = mail;
    this.events = events;
    this.clock = clock;
  }

  /** Whether the present address of an account has to agree: one that was shown to be theirs. */
  public boolean currentAgrees(Account account) {
    return mail.secureEmailChange()
        && account.email() != null
        && account.emailConfirmedAt() != null;
  }

  /**
   * Begins a change, in a transaction that runs as the service and has locked nothing yet. A
   * mailbox that got such a mail within a minute gets no other; the change waits all the same.
   */
  public Uni<Void> begin(
      Transaction tx, Caller.Person caller, Account account, EmailAddress to, Flow flow) {
    tx.record(
        events
            .of("auth.email.change_requested")
            .target("user", caller.userId(), account.name())
            .change("email", account.name(), to.value())
            .build());
    EmailAddress current = currentAgrees(account) ? account.email() : null;
    Instant now = clock.instant();
    return askCurrent(tx, account.id(), current, to, flow)
        .chain(() -> limits.mayBeSent(to))
        .chain(may -> may ? askNew(tx, account.id(), to, flow) : Uni.createFrom().voidItem())
        .chain(() ->
            changes.begin(
                tx,
                new NewChange(
                    account.id(),
                    caller.tenantId(),
                    caller.sessionId(),
                    to,
                    current != null,
                    now,
                    now.plus(config.life()))));
  }

  private Uni<Void> askCurrent(
      Transaction tx, UserId user, @Nullable EmailAddress current, EmailAddress to, Flow flow) {
    return current == null
        ? Uni.createFrom().voidItem()
        : limits
            .mayBeSentToOwner(current, Purpose.EMAIL_CHANGE_CURRENT)
            .chain(may ->
                may
                    ? oneTimeMail
                        .send(tx, issue(Purpose.EMAIL_CHANGE_CURRENT, current, user, to, flow))
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> askNew(Transaction tx, UserId user, EmailAddress to, Flow flow) {
    Issue issue = issue(Purpose.EMAIL_CHANGE_NEW, to, user, to, flow);
    return addresses
        .owner(tx, to)
        .chain(owner -> oneTimeMail.send(tx, issue, kind(owner.isPresent()), true));
  }

  private static MailKind kind(boolean taken) {
    return taken ? MailKind.ACCOUNT_EXISTS : MailKind.EMAIL_CHANGE_NEW;
  }

  /**
   * Sends the mails of a change once more to those who have to agree yet. Anybody may ask for it,
   * so it does and answers the same whether a change waits (B18).
   *
   * @param email the present address of the account; of one without, the new one
   */
  public Uni<Void> again(EmailAddress email, Flow flow) {
    return limits
        .mayBeRequested(email)
        .chain(may ->
            may
                ? rows.asService().transaction(tx -> again(tx, email, flow))
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> again(Transaction tx, EmailAddress email, Flow flow) {
    tx.record(
        events
            .of("auth.mail.requested")
            .actor("anonymous", null, email.value())
            .meta("purpose", Purpose.EMAIL_CHANGE_NEW.type())
            .build());
    Instant now = clock.instant();
    return changes.waiting(tx, email, now).chain(found -> again(tx, email, found, flow, now));
  }

  /** If nothing waits, both mails are to the address that was named, and neither is sent. */
  private Uni<Void> again(
      Transaction tx, EmailAddress email, Optional<Waiting> found, Flow flow, Instant now) {
    UserId user = found.map(Waiting::user).orElse(NOBODY);
    EmailAddress to = found.map(Waiting::to).orElse(email);
    Purpose ofNew = found.isPresent() ? Purpose.EMAIL_CHANGE_NEW : Purpose.EMAIL_CHANGE_CURRENT;
    return oneTimeMail
        .send(
            tx,
            issue(Purpose.EMAIL_CHANGE_CURRENT, email, user, to, flow),
            MailKind.EMAIL_CHANGE_CURRENT,
            found.map(Waiting::current).orElse(false))
        .chain(() -> addresses.owner(tx, to))
        .chain(owner ->
            oneTimeMail.send(
                tx,
                issue(ofNew, to, user, to, flow),
                kind(found.isPresent() && owner.isPresent()),
                found.isPresent()))
        .chain(() -> changes.sentAgain(tx, user, now, now.plus(config.life())));
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-expired-email-changes")
  Uni<Void> deleteExpired() {
    return rows.asService().transaction(tx -> changes.deleteExpired(tx, clock.instant()));
  }

  private static Issue issue(
      Purpose purpose, EmailAddress mailbox, UserId user, EmailAddress to, Flow flow) {
    return new Issue(
        purpose, mailbox, user, flow, Map.of(OneTimeMail.NEW_EMAIL, to.value()), false);
  }
}
