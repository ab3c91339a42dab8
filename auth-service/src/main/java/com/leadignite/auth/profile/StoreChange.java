package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.delegation.EndGivenGrants;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.password.PasswordStore;
import com.leadignite.auth.phone.ChangePhone;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.profile.PreparedChange.NewPassword;
import com.leadignite.auth.profile.ProveIdentity.Proof;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.auth.verify.RequestEmailChange;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Stores a change of an account, with all that follows from it, in one transaction. */
@Singleton
final class StoreChange {

  private static final Set<Purpose> VOIDED = EnumSet.allOf(Purpose.class);

  private final Rows rows;
  private final AccountStore accounts;
  private final AddressStore addresses;
  private final AnonymousAccountStore anonymousAccounts;
  private final ChangePhone changePhone;
  private final PasswordStore passwords;
  private final ActiveSessionStore sessions;
  private final UseSecret useSecret;
  private final EmailChangeStore emailChanges;
  private final RequestEmailChange requestEmailChange;
  private final SecurityNotices notices;
  private final EndGivenGrants endGivenGrants;
  private final ProveIdentity proveIdentity;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  StoreChange(
      Rows rows,
      AccountStore accounts,
      AddressStore addresses,
      AnonymousAccountStore anonymousAccounts,
      ChangePhone changePhone,
      PasswordStore passwords,
      ActiveSessionStore sessions,
      UseSecret useSecret,
      EmailChangeStore emailChanges,
      RequestEmailChange requestEmailChange,
      SecurityNotices notices,
      EndGivenGrants endGivenGrants,
      ProveIdentity proveIdentity,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.addresses = addresses;
    this.anonymousAccounts = anonymousAccounts;
    this.changePhone = changePhone;
    this.passwords = passwords;
    this.sessions = sessions;
    this.useSecret = useSecret;
    this.emailChanges = emailChanges;
    this.requestEmailChange = requestEmailChange;
    this.notices = notices;
    this.endGivenGrants = endGivenGrants;
    this.proveIdentity = proveIdentity;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Stores a change. Fails with session-not-found if the session was ended in the meantime, and
   * only then judges what the person showed.
   *
   * @return what it revokes
   */
  Uni<List<Revocation>> store(Caller.Person caller, Proof proof, PreparedChange change) {
    // Codes and links are the service's own, and an anonymous person may not make themselves the
    // admin that they become with an address.
    return (change.isSensitive() || change.phone().isPresent() ? rows.asService() : rows.as(caller))
        .transaction(tx -> store(tx, caller, proof, change))
        .onFailure(Problem.class)
        .recoverWithUni(
            e -> proveIdentity.refused(caller, proof, e).chain(() -> Uni.createFrom().failure(e)));
  }

  private Uni<List<Revocation>> store(
      Transaction tx, Caller.Person caller, Proof proof, PreparedChange change) {
    Instant now = clock.instant();
    return secrets(tx, caller, change)
        .chain(() -> phone(tx, caller, change))
        // It may have been ended while the password was hashed.
        .chain(() -> change.isSensitive() ? sessions.hold(tx, caller) : Uni.createFrom().voidItem())
        .chain(() -> metadata(tx, caller, change, now))
        .chain(() -> address(tx, caller, change, now))
        // Only PostgreSQL knows the last faults: whether the metadata has room, and the address is
        // free.
        .invoke(() -> judge(proof, change))
        // After the account, in the order in which a sign-in locks the two.
        .chain(() -> password(tx, caller, change, now))
        .chain(() -> endOthers(tx, caller, change, now));
  }

  /**
   * Voids what was mailed to get into the account: whoever has such a mail, or asked for one in a
   * stolen session, gets in with it no more (B25). Locks before everything else, as whoever uses a
   * secret does.
   */
  private Uni<Void> secrets(Transaction tx, Caller.Person caller, PreparedChange change) {
    UserId user = caller.userId();
    Uni<Void> voided =
        change.movesTo().isEmpty() && change.password().isEmpty()
            ? Uni.createFrom().voidItem()
            : useSecret.voidOf(tx, user, VOIDED).chain(() -> emailChanges.delete(tx, user));
    return change.asks().isEmpty()
        ? voided
        : voided.chain(() ->
            requestEmailChange.begin(
                tx, caller, change.account(), change.asks().get(), change.flow()));
  }

  private Uni<Void> metadata(
      Transaction tx, Caller.Person caller, PreparedChange change, Instant now) {
    if (change.data().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    tx.record(
        events
            .of("auth.user.updated")
            .target("user", caller.userId(), caller.email())
            .meta("members", List.copyOf(change.data().keySet()))
            .build());
    return accounts.changeMetadata(tx, caller.userId(), change.data(), now);
  }

  private Uni<Void> address(
      Transaction tx, Caller.Person caller, PreparedChange change, Instant now) {
    if (change.movesTo().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    EmailAddress email = change.movesTo().get();
    tx.record(
        events
            .of("auth.email.changed")
            .target("user", caller.userId(), email.value())
            .change("email", caller.email(), email.value())
            .build());
    return change.account().anonymous()
        ? convert(tx, change.account(), email, now)
        : addresses
            .change(tx, caller.userId(), email, now)
            .chain(() -> notices.emailChanged(tx, change.account().email(), email));
  }

  private Uni<Void> phone(Transaction tx, Caller.Person caller, PreparedChange change) {
    return change
        .phone()
        .map(move -> changePhone.begin(tx, caller, move))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> convert(Transaction tx, Account account, EmailAddress email, Instant now) {
    tx.record(events.of("auth.user.converted").target("user", account.id(), email.value()).build());
    Map<String, Object> said = account.userMetadata();
    Identity identity = Identity.email(ids.next(), account.id(), said, now);
    String name = OrganizationName.of(said, email.local());
    return anonymousAccounts.convert(tx, account.id(), email, true, identity, name, now);
  }

  private Uni<Void> password(
      Transaction tx, Caller.Person caller, PreparedChange change, Instant now) {
    if (change.password().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    tx.record(
        events.of("auth.password.changed").target("user", caller.userId(), caller.email()).build());
    return passwords
        .change(tx, caller.userId(), change.password().get().phc(), now)
        .chain(() -> notices.passwordChanged(tx, change.account().email()));
  }

  private Uni<List<Revocation>> endOthers(
      Transaction tx, Caller.Person caller, PreparedChange change, Instant now) {
    if (change.movesTo().isEmpty() && change.password().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    EndReason reason =
        change.password().isPresent()
            ? EndReason.PASSWORD_CHANGED
            : change.movesTo().isPresent() ? EndReason.EMAIL_CHANGED : EndReason.PHONE_CHANGED;
    return sessions
        .endOthers(tx, caller.userId(), caller.sessionId(), reason, now)
        .chain(ended -> revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), ended))
        .chain(revoked ->
            change.password().isEmpty()
                ? Uni.createFrom().item(revoked)
                : endGivenGrants
                    .of(tx, caller.userId(), reason.wireName())
                    .map(more -> Stream.concat(revoked.stream(), more.stream()).toList()));
  }

  private static void judge(Proof proof, PreparedChange change) {
    proof.judge();
    if (change.password().filter(NewPassword::same).isPresent()) {
      throw AuthProblem.SAME_PASSWORD.problem();
    }
  }
}
