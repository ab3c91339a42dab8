package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.NewAccount;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.organization.InvitationStore;
import com.leadignite.auth.organization.InvitationToken;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account. A person who was invited joins that organization with the role of the
 * invitation; anybody else becomes the admin of an organization of their own. If addresses have to
 * be confirmed, the account has no password until a person who can read its mail sets one
 * (docs/decisions/016-no-password-before-the-address.md).
 */
@Singleton
public final class SignUp {

  private static final String INVITATION_TOKEN = "invitation_token";

  private final Rows rows;
  private final AccountStore accounts;
  private final OrganizationStore organizations;
  private final InvitationStore invitations;
  private final PasswordRules rules;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final OpenSession openSession;
  private final InvalidSecrets invalidSecrets;
  private final AuditEvents events;
  private final SignUpConfig config;
  private final MailConfig mail;
  private final Ids ids;
  private final Clock clock;

  SignUp(
      Rows rows,
      AccountStore accounts,
      OrganizationStore organizations,
      InvitationStore invitations,
      PasswordRules rules,
      PasswordWorkers workers,
      Passwords passwords,
      OpenSession openSession,
      InvalidSecrets invalidSecrets,
      AuditEvents events,
      SignUpConfig config,
      MailConfig mail,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.organizations = organizations;
    this.invitations = invitations;
    this.rules = rules;
    this.workers = workers;
    this.passwords = passwords;
    this.openSession = openSession;
    this.invalidSecrets = invalidSecrets;
    this.events = events;
    this.config = config;
    this.mail = mail;
    this.ids = ids;
    this.clock = clock;
  }

  /** The organization of a new account, and the role in it. */
  private record Place(TenantId tenantId, Role role) {}

  /** What a person signs up with. */
  private record Wish(
      EmailAddress email,
      Password password,
      Map<String, Object> data,
      @Nullable String invitation) {

    static Wish of(EmailAddress email, Password password, Map<String, Object> data) {
      Map<String, Object> kept = new HashMap<>(data);
      // Valid once and for one person: must not be stored in readable form.
      Object token = kept.remove(INVITATION_TOKEN);
      if (token != null && !(token instanceof String)) {
        throw AuthProblem.INVITE_NOT_FOUND.problem();
      }
      return new Wish(email, password, kept, (String) token);
    }

    String organizationName() {
      return OrganizationName.of(data, email.local());
    }
  }

  /**
   * Makes an account.
   *
   * @param data what the person says of themselves; {@code organization_name} names their
   *     organization, {@code invitation_token} accepts an invitation instead
   * @return the session, or empty if the address has to be confirmed first: then the answer does
   *     not tell whether it had an account. Fails with user-already-exists only if addresses are
   *     confirmed without asking
   */
  public Uni<Optional<SessionTokens>> signUp(
      EmailAddress email, Password password, Map<String, Object> data) {
    UserMetadata.check(data);
    Wish wish = Wish.of(email, password, data);
    if (!config.signUpOpen() && wish.invitation() == null) {
      return Uni.createFrom().failure(AuthProblem.SIGN_UP_CLOSED.problem());
    }
    boolean confirmed = mail.autoconfirm();
    return workers
        .run(() -> {
          rules.check(password, email, List.of(wish.organizationName()));
          // A person who did not show that the address is theirs sets no password for it.
          return confirmed ? Optional.of(passwords.hash(password)) : Optional.<String>empty();
        })
        .chain(phc ->
            rows.asService()
                .transaction(tx -> confirmed ? make(tx, wish, phc) : makeUnconfirmed(tx, wish)))
        .onFailure(e -> !confirmed && is(AuthProblem.USER_ALREADY_EXISTS, e))
        .recoverWithItem(Optional.empty())
        .onFailure(e -> is(AuthProblem.INVITE_NOT_FOUND, e))
        .recoverWithUni(e -> invalidSecrets.refuse("organization.invitation.failed", (Problem) e));
  }

  /** Commits one transaction whether the address has an account or not: the time is the same. */
  private Uni<Optional<SessionTokens>> makeUnconfirmed(Transaction tx, Wish wish) {
    return (wish.invitation() == null
            ? accounts.isTaken(tx, wish.email())
            : Uni.createFrom().item(false))
        .chain(taken -> {
          if (!taken) {
            return make(tx, wish, Optional.empty());
          }
          tx.record(
              events
                  .of("auth.signup.repeated")
                  .actor("anonymous", null, wish.email().value())
                  .outcome(Outcome.DENIED)
                  .build());
          return Uni.createFrom().item(Optional.empty());
        });
  }

  private Uni<Optional<SessionTokens>> make(Transaction tx, Wish wish, Optional<String> phc) {
    Instant now = clock.instant();
    UserId user = new UserId(ids.next());
    return place(tx, wish, user, now)
        .call(place -> {
          NewAccount account =
              new NewAccount(
                  user,
                  place.tenantId(),
                  place.role(),
                  wish.email(),
                  phc.orElse(null),
                  phc.isPresent(),
                  wish.data(),
                  Identity.email(ids.next(), user, wish.data(), now));
          tx.record(
              event("auth.signup", wish, user, place)
                  .target("user", user, wish.email().value())
                  .meta("role", place.role().wireName())
                  .build());
          return accounts.insert(tx, account, now);
        })
        .chain(place ->
            phc.isPresent()
                ? openSession.byPassword(tx, user).map(Optional::of)
                : Uni.createFrom().item(Optional.<SessionTokens>empty()));
  }

  private Uni<Place> place(Transaction tx, Wish wish, UserId user, Instant now) {
    if (wish.invitation() == null) {
      Place place = new Place(new TenantId(ids.next()), Role.ADMIN);
      tx.record(
          event("organization.created", wish, user, place)
              .target("organization", place.tenantId(), wish.organizationName())
              .build());
      return organizations
          .insert(tx, place.tenantId(), wish.organizationName(), now)
          .replaceWith(place);
    }
    return invitations
        .accept(tx, InvitationToken.hash(wish.invitation()), wish.email(), user, now)
        .map(accepted -> accepted.orElseThrow(AuthProblem.INVITE_NOT_FOUND::problem))
        .map(accepted -> new Place(accepted.tenantId(), accepted.role()))
        .invoke(place ->
            tx.record(
                event("organization.member.joined", wish, user, place)
                    .target("user", user, wish.email().value())
                    .meta("role", place.role().wireName())
                    .build()));
  }

  private AuditEvents.Builder event(String action, Wish wish, UserId user, Place place) {
    return events
        .of(action)
        .actor("user", user.toString(), wish.email().value())
        .tenant(place.tenantId());
  }

  private static boolean is(AuthProblem type, Throwable e) {
    return e instanceof Problem problem && problem.type() == type;
  }
}
