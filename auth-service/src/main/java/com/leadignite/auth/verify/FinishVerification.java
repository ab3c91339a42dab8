package com.leadignite.auth.verify;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UsedSecret;
import com.leadignite.auth.phone.ChangePhone;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.signin.Admission;
import com.leadignite.auth.signin.CreateAccount;
import com.leadignite.auth.token.Revocation;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What follows from a code or a link that was right, in the transaction that uses it up: the
 * account is made, if there is none, its address confirmed or changed, and its reader signed in.
 */
@Singleton
final class FinishVerification {

  private final AddressStore addresses;
  private final CreateAccount createAccount;
  private final Admission admission;
  private final ChangePhone changePhone;
  private final ChangeEmail changeEmail;
  private final OpenSession openSession;
  private final PkceCodes pkceCodes;
  private final AuditEvents events;
  private final Clock clock;

  FinishVerification(
      AddressStore addresses,
      CreateAccount createAccount,
      Admission admission,
      ChangePhone changePhone,
      ChangeEmail changeEmail,
      OpenSession openSession,
      PkceCodes pkceCodes,
      AuditEvents events,
      Clock clock) {
    this.addresses = addresses;
    this.createAccount = createAccount;
    this.admission = admission;
    this.changePhone = changePhone;
    this.changeEmail = changeEmail;
    this.openSession = openSession;
    this.pkceCodes = pkceCodes;
    this.events = events;
    this.clock = clock;
  }

  /** What came of a secret, and what it revoked. */
  record Finished(Verified verified, List<Revocation> revocations) {}

  /** Does what a secret is for. Fails with otp-invalid if there was none, or it is too late. */
  Uni<Finished> of(Transaction tx, Optional<UsedSecret> found, boolean byPerson) {
    UsedSecret used = found.orElseThrow(AuthProblem.OTP_INVALID::problem);
    return account(tx, used)
        .chain(user ->
            ChangeEmail.HALVES.contains(used.purpose())
                ? changeEmail(tx, user, used, byPerson)
                : confirm(tx, user, used)
                    .chain(() -> signIn(tx, user, used, byPerson))
                    .map(verified -> new Finished(verified, List.of())));
  }

  private Uni<Finished> changeEmail(
      Transaction tx, UserId user, UsedSecret used, boolean byPerson) {
    return changeEmail
        .agree(tx, user, used)
        .chain(moved ->
            moved.isPresent()
                ? signIn(tx, user, used, byPerson)
                    .map(verified -> new Finished(verified, moved.get()))
                : Uni.createFrom()
                    .item(
                        new Finished(new Verified.HalfDone(used.flow().redirectTo()), List.of())));
  }

  private Uni<Verified> signIn(Transaction tx, UserId user, UsedSecret used, boolean byPerson) {
    return byPerson && used.flow().challenge().isPresent()
        ? pkceCodes
            .make(tx, CodeGrant.ofMail(user, used.flow().challenge().get()))
            .map(code -> new Verified.CodeMade(code, used.flow().redirectTo()))
        : open(tx, user, used);
  }

  /** The account, which a person who was none yet gets now: they read the address's mail. */
  private Uni<UserId> account(Transaction tx, UsedSecret used) {
    UserId bound = used.user();
    if (bound != null) {
      return Uni.createFrom().item(bound);
    }
    return addresses
        .owner(tx, used.address())
        .chain(owner ->
            owner.isPresent()
                ? Uni.createFrom().item(owner.get())
                : make(tx, used.address(), data(used)));
  }

  /** Sign-up may have been closed, or the invitation withdrawn, since the mail was sent. */
  private Uni<UserId> make(Transaction tx, Address address, Map<String, Object> data) {
    return admission
        .admits(tx, address)
        .invoke(admitted -> {
          if (!admitted) {
            throw AuthProblem.OTP_INVALID.problem();
          }
        })
        .chain(() -> createAccount.ofReader(tx, address, data));
  }

  /** Only a secret that was sent to anybody has an address without an account. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(UsedSecret used) {
    if (used.details().get(OneTimeMail.DATA) instanceof Map<?, ?> data) {
      return (Map<String, Object>) data;
    }
    throw AuthProblem.OTP_INVALID.problem();
  }

  private Uni<Void> confirm(Transaction tx, UserId user, UsedSecret used) {
    Address address = used.address();
    if (used.purpose() == Purpose.PHONE_CHANGE && address instanceof PhoneNumber number) {
      return changePhone.change(tx, user, number, session(used));
    }
    return addresses
        .confirm(tx, user, address, clock.instant())
        .invoke(confirmed -> {
          // The account has moved to another address since.
          if (!confirmed) {
            throw AuthProblem.OTP_INVALID.problem();
          }
        })
        .replaceWithVoid();
  }

  private Uni<Verified> open(Transaction tx, UserId user, UsedSecret used) {
    return openSession
        .byCode(tx, user, used.address().provider())
        .call(session -> endOthers(tx, session, used))
        .invoke(session -> record(tx, user, session, used))
        .map(session -> new Verified.SignedIn(session, used.purpose(), used.flow().redirectTo()));
  }

  private static UUID session(UsedSecret used) {
    if (used.details().get(OneTimeMail.SESSION) instanceof String session) {
      return UUID.fromString(session);
    }
    throw AuthProblem.OTP_INVALID.problem();
  }

  /** Whoever signed in with the number of before has to sign in again. */
  private Uni<?> endOthers(Transaction tx, SessionTokens session, UsedSecret used) {
    return used.purpose() == Purpose.PHONE_CHANGE
        ? changePhone.endOthers(tx, session.account(), session.sessionId())
        : Uni.createFrom().voidItem();
  }

  private void record(Transaction tx, UserId user, SessionTokens session, UsedSecret used) {
    tx.record(
        events
            .of("auth.login.succeeded")
            .actor("user", user.toString(), used.address().value(), session.sessionId().value())
            .tenant(session.account().tenantId())
            .target("session", session.sessionId())
            .meta("method", AuthenticationMethod.OTP.wireName())
            .meta("purpose", used.purpose().type())
            .build());
  }
}
