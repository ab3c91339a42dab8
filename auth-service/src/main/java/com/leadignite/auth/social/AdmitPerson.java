package com.leadignite.auth.social;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.identity.IdentityStore;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.signin.Admission;
import com.leadignite.auth.signin.CreateAccount;
import com.leadignite.auth.signin.SignInAttempts;
import com.leadignite.auth.social.SocialAccountStore.Candidate;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose account a person at a provider is let into: the one their identity is linked to;
 * else the one that has the address, if the provider and the account's owner have both verified it
 * (B28); else a new one, if they may have one.
 */
@Singleton
final class AdmitPerson {

  private final Rows rows;
  private final SocialAccountStore store;
  private final IdentityStore identities;
  private final AddressStore addresses;
  private final ActiveSessionStore sessions;
  private final CreateAccount createAccount;
  private final Admission admission;
  private final BeforeUserCreated beforeUserCreated;
  private final SignInAttempts attempts;
  private final LoginThrottle throttle;
  private final SecurityNotices notices;
  private final CurrentRequest request;
  private final AuditEvents events;
  private final Clock clock;

  AdmitPerson(
      Rows rows,
      SocialAccountStore store,
      IdentityStore identities,
      AddressStore addresses,
      ActiveSessionStore sessions,
      CreateAccount createAccount,
      Admission admission,
      BeforeUserCreated beforeUserCreated,
      SignInAttempts attempts,
      LoginThrottle throttle,
      SecurityNotices notices,
      CurrentRequest request,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.identities = identities;
    this.addresses = addresses;
    this.sessions = sessions;
    this.createAccount = createAccount;
    this.admission = admission;
    this.beforeUserCreated = beforeUserCreated;
    this.attempts = attempts;
    this.throttle = throttle;
    this.notices = notices;
    this.request = request;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Lets a person in. Fails with address-not-verified, sign-up-closed, locked-out, with what a hook
   * refuses with, or as {@code then} does.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   * @param then what is done in the transaction that the person is let in by
   */
  <T> Uni<T> admit(
      ProviderPerson person,
      @Nullable String device,
      BiFunction<Transaction, UserId, Uni<T>> then) {
    return once(person, device, then)
        // Of two first sign-ins at once one finds what the other made.
        .onFailure(AdmitPerson::isRace)
        .retry()
        .atMost(1);
  }

  private <T> Uni<T> once(
      ProviderPerson person,
      @Nullable String device,
      BiFunction<Transaction, UserId, Uni<T>> then) {
    return Uni.createFrom()
        .deferred(() -> store.candidate(person.identity(), person.verified()))
        .call(found -> found.isPresent() ? requireOpen(found.get(), device) : requireNew(person))
        .chain(found ->
            rows.asService()
                .transaction(tx -> account(tx, person, found).chain(user -> then.apply(tx, user))));
  }

  private static boolean isRace(Throwable e) {
    return e instanceof Problem problem
        && (problem.type() == AuthProblem.USER_ALREADY_EXISTS
            || problem.type() == AuthProblem.IDENTITY_EXISTS
            || problem.type() == AuthProblem.IDENTITY_NOT_FOUND);
  }

  /** A locked account is locked to providers, too (B13). */
  private Uni<Void> requireOpen(Candidate account, @Nullable String device) {
    Address address = account.address();
    return address == null
        ? Uni.createFrom().voidItem()
        : attempts
            .of(address, request.info().orElseThrow().address().network(), device)
            .chain(attempt ->
                throttle.evaluate(
                    attempt, open -> Uni.createFrom().item(open), Boolean::booleanValue))
            .invoke(evaluated -> {
              if (!evaluated.found()) {
                throw evaluated.refusal(AuthProblem.LOCKED_OUT);
              }
            })
            .replaceWithVoid();
  }

  /** The operator's server is asked outside of the transaction. */
  private Uni<Void> requireNew(ProviderPerson person) {
    EmailAddress email = verified(person);
    return rows.asService()
        .transaction(tx -> admission.admits(tx, email))
        .invoke(AdmitPerson::requireAdmitted)
        .chain(() ->
            beforeUserCreated.ask(email, person.identity().provider(), person.identity().data()));
  }

  private static EmailAddress verified(ProviderPerson person) {
    return person.verified().orElseThrow(AuthProblem.ADDRESS_NOT_VERIFIED::problem);
  }

  private static void requireAdmitted(boolean admitted) {
    if (!admitted) {
      throw AuthProblem.SIGN_UP_CLOSED.problem();
    }
  }

  private Uni<UserId> account(Transaction tx, ProviderPerson person, Optional<Candidate> found) {
    if (found.isEmpty()) {
      EmailAddress email = verified(person);
      return admission
          .admits(tx, email)
          .invoke(AdmitPerson::requireAdmitted)
          .chain(() -> createAccount.ofProvider(tx, email, person.identity()));
    }
    Candidate account = found.get();
    return sessions
        .lockAllOf(tx, account.user())
        .chain(() ->
            account.linked()
                ? identities.update(tx, account.user(), person.identity())
                : link(tx, account, person))
        .replaceWith(account.user());
  }

  /**
   * Links the account that has the address. If nobody has shown that it is theirs, the person does
   * now, by the provider; a password from before that is a stranger's, and deleted. But then
   * nothing else may lead to the account.
   */
  private Uni<Void> link(Transaction tx, Candidate account, ProviderPerson person) {
    if (!account.verified() && account.others()) {
      return Uni.createFrom().failure(AuthProblem.ADDRESS_NOT_VERIFIED.problem());
    }
    EmailAddress email = verified(person);
    return addresses
        .confirm(tx, account.user(), email, clock.instant())
        .invoke(confirmed -> {
          // The account has moved to another address since.
          if (!confirmed) {
            throw AuthProblem.ADDRESS_NOT_VERIFIED.problem();
          }
        })
        .chain(() -> identities.link(tx, account.user(), person.identity(), clock.instant()))
        .invoke(linked ->
            tx.record(
                events
                    .of("auth.identity.linked")
                    .actor("user", account.user().toString(), email.value())
                    .tenant(linked.tenantId())
                    .target("user", account.user(), email.value())
                    .meta("provider", person.identity().provider())
                    .build()))
        .chain(() -> notices.identityLinked(tx, email, person.identity().provider()));
  }
}
