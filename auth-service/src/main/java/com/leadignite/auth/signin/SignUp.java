package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.onetime.MessageLimits;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs people up. If addresses have to be confirmed, the account has no password until a person
 * who can read its mail sets one (docs/decisions/016-no-password-before-the-address.md), and only
 * the mailbox learns whether there was an account.
 */
@Singleton
public final class SignUp {

  private final Rows rows;
  private final AccountStore accounts;
  private final CreateAccount createAccount;
  private final Admission admission;
  private final NewPasswords newPasswords;
  private final Passwords passwords;
  private final OpenSession openSession;
  private final OneTimeMail oneTimeMail;
  private final MessageLimits limits;
  private final BeforeUserCreated beforeUserCreated;
  private final InvalidSecrets invalidSecrets;
  private final AuditEvents events;
  private final SignUpConfig config;
  private final MailConfig mail;
  private final PhoneConfig phone;

  SignUp(
      Rows rows,
      AccountStore accounts,
      CreateAccount createAccount,
      Admission admission,
      NewPasswords newPasswords,
      Passwords passwords,
      OpenSession openSession,
      OneTimeMail oneTimeMail,
      MessageLimits limits,
      BeforeUserCreated beforeUserCreated,
      InvalidSecrets invalidSecrets,
      AuditEvents events,
      SignUpConfig config,
      MailConfig mail,
      PhoneConfig phone) {
    this.rows = rows;
    this.accounts = accounts;
    this.createAccount = createAccount;
    this.admission = admission;
    this.newPasswords = newPasswords;
    this.passwords = passwords;
    this.openSession = openSession;
    this.oneTimeMail = oneTimeMail;
    this.limits = limits;
    this.beforeUserCreated = beforeUserCreated;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
    this.config = config;
    this.mail = mail;
    this.phone = phone;
  }

  /**
   * Signs a person up.
   *
   * @param data what the person says of themselves; {@code organization_name} names their
   *     organization, {@code invitation_token} accepts an invitation instead
   * @param flow where the link of a mail leads that confirms the address
   * @return the session, or empty if the address has to be confirmed first: then the answer does
   *     not tell whether it had an account. Fails with user-already-exists only if addresses are
   *     confirmed without asking, with sign-up-closed, and with what a hook refuses with
   */
  public Uni<Optional<SessionTokens>> signUp(
      Address address, Password password, Map<String, Object> data, Flow flow) {
    UserMetadata.check(data);
    NewPerson person = NewPerson.of(address, data);
    if (!isPossible(person)) {
      return Uni.createFrom().failure(AuthProblem.SIGN_UP_CLOSED.problem());
    }
    return (isConfirmedUnasked(address)
            ? confirmed(person, password)
            : unconfirmed(person, password, flow))
        .onFailure(e -> is(AuthProblem.INVITE_NOT_FOUND, e))
        .recoverWithUni(e -> invalidSecrets.refuse("organization.invitation.failed", (Problem) e));
  }

  /**
   * Whether the settings allow it at all, whichever address it is. Who is invited shows it by a
   * mail, or by the token of the invitation.
   */
  private boolean isPossible(NewPerson person) {
    return switch (config.signUpMode()) {
      case OPEN -> true;
      case CLOSED -> false;
      case INVITED ->
          person.invitation() != null
              || (person.address() instanceof EmailAddress && !mail.autoconfirm());
    };
  }

  private boolean isConfirmedUnasked(Address address) {
    return switch (address) {
      case EmailAddress email -> mail.autoconfirm();
      case PhoneNumber number -> phone.autoconfirm();
    };
  }

  private Uni<Optional<SessionTokens>> confirmed(NewPerson person, Password password) {
    return accept(person, password, () -> passwords.hash(password))
        .call(() -> beforeUserCreated.ask(person.address(), person.data()))
        .chain(phc ->
            rows.asService()
                .transaction(tx ->
                    createAccount
                        .create(tx, person, phc, true)
                        .chain(user -> openSession.byPassword(tx, user, person.address()))
                        .map(Optional::of)));
  }

  /** A person who did not show that the address is theirs sets no password for it. */
  private Uni<Optional<SessionTokens>> unconfirmed(NewPerson person, Password password, Flow flow) {
    return accept(person, password, () -> true)
        .chain(() -> beforeUserCreated.ask(person.address(), person.data()))
        .chain(() -> limits.mayBeRequested(person.address()))
        .chain(mayBeSent ->
            rows.asService()
                .transaction(tx -> make(tx, person, flow, mayBeSent))
                .onFailure(e -> is(AuthProblem.USER_ALREADY_EXISTS, e))
                .recoverWithUni(() ->
                    rows.asService()
                        .transaction(tx ->
                            refused(tx, person, true)
                                .chain(() -> confirm(tx, person, flow, mayBeSent)))))
        .replaceWith(Optional.empty());
  }

  private <T> Uni<T> accept(NewPerson person, Password password, Supplier<T> work) {
    return newPasswords.accept(
        password, person.address(), List.of(person.organizationName()), work);
  }

  /** Whoever has the token of an invitation knows that the address is invited. */
  private Uni<Void> make(Transaction tx, NewPerson person, Flow flow, boolean mayBeSent) {
    return (person.invitation() == null
            ? makeIfAdmitted(tx, person)
            : createAccount.create(tx, person, null, false).replaceWithVoid())
        .chain(() -> confirm(tx, person, flow, mayBeSent));
  }

  /** Executes the same statements, and records as many events, whether it makes an account. */
  private Uni<Void> makeIfAdmitted(Transaction tx, NewPerson person) {
    return admission
        .admits(tx, person.address())
        .chain(admitted ->
            accounts
                .isTaken(tx, person.address())
                .chain(taken ->
                    admitted && !taken
                        ? createAccount.create(tx, person, null, false).replaceWithVoid()
                        : createAccount
                            .createInVain(tx, person)
                            .chain(() -> refused(tx, person, taken))));
  }

  private Uni<Void> refused(Transaction tx, NewPerson person, boolean taken) {
    tx.record(
        events
            .of(taken ? "auth.signup.repeated" : "auth.signup.refused")
            .actor("anonymous", null, person.address().value())
            .outcome(Outcome.DENIED)
            .build());
    tx.record(
        events
            .of("auth.mail.requested")
            .actor("anonymous", null, person.address().value())
            .meta("purpose", "signup")
            .build());
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> confirm(Transaction tx, NewPerson person, Flow flow, boolean mayBeSent) {
    return mayBeSent
        ? oneTimeMail.sendConfirmation(tx, person.address(), flow)
        : Uni.createFrom().voidItem();
  }

  private static boolean is(AuthProblem type, Throwable e) {
    return e instanceof Problem problem && problem.type() == type;
  }
}
