package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.AccountStore.NewAccount;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.instance.AuthConfig;
import com.leadignite.auth.organization.InvitationStore;
import com.leadignite.auth.organization.InvitationToken;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.IssuedSession;
import com.leadignite.auth.session.OpenSession;
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
 * Makes an account. Whoever was invited joins that organization with the role of the invitation;
 * anybody else becomes the admin of an organization of their own.
 */
@Singleton
public final class SignUp {

  private static final String INVITATION_TOKEN = "invitation_token";
  private static final String ORGANIZATION_NAME = "organization_name";

  private final Rows rows;
  private final AccountStore accounts;
  private final OrganizationStore organizations;
  private final InvitationStore invitations;
  private final PasswordRules rules;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final OpenSession openSession;
  private final AuditEvents events;
  private final AuthConfig config;
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
      AuditEvents events,
      AuthConfig config,
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
    this.events = events;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Where a new account belongs. */
  private record Place(TenantId tenantId, Role role) {}

  /** What is to be made an account of. */
  private record Wish(
      EmailAddress email,
      Password password,
      Map<String, Object> data,
      @Nullable String invitation) {

    static Wish of(EmailAddress email, Password password, Map<String, Object> data) {
      Map<String, Object> kept = new HashMap<>(data);
      // Good once and for one person: must not be kept where it can be read.
      Object token = kept.remove(INVITATION_TOKEN);
      if (token != null && !(token instanceof String)) {
        throw AuthProblem.INVITE_NOT_FOUND.problem();
      }
      return new Wish(email, password, kept, (String) token);
    }

    String organizationName() {
      return data.get(ORGANIZATION_NAME) instanceof String name && !name.isBlank()
          ? OrganizationName.cut(name)
          : email.local();
    }
  }

  /**
   * Makes an account.
   *
   * @param data what the person says of themselves; {@code organization_name} names their
   *     organization, {@code invitation_token} accepts an invitation instead
   * @return the session, or empty where the address has to be confirmed first: then the answer does
   *     not tell whether it had an account. Fails with user-already-exists only where addresses are
   *     taken for confirmed
   */
  public Uni<Optional<IssuedSession>> signUp(
      EmailAddress email, Password password, Map<String, Object> data) {
    UserMetadata.check(data);
    Wish wish = Wish.of(email, password, data);
    if (!config.signUpOpen() && wish.invitation() == null) {
      return Uni.createFrom().failure(AuthProblem.SIGN_UP_CLOSED.problem());
    }
    return workers
        .run(() -> {
          rules.check(password, email, List.of(wish.organizationName()));
          return passwords.hash(password);
        })
        .chain(phc -> rows.asService().transaction(tx -> make(tx, wish, phc)))
        .onFailure(e -> !config.mail().autoconfirm() && isTaken(e))
        .recoverWithItem(Optional.empty());
  }

  private Uni<Optional<IssuedSession>> make(Transaction tx, Wish wish, String phc) {
    Instant now = clock.instant();
    UserId user = new UserId(ids.next());
    boolean confirmed = config.mail().autoconfirm();
    return place(tx, wish, user, now)
        .call(place -> {
          NewAccount account =
              new NewAccount(
                  user, place.tenantId(), place.role(), wish.email(), phc, confirmed, wish.data());
          tx.record(
              event("auth.signup", wish, user, place)
                  .target("user", user, wish.email().value())
                  .meta("role", place.role().wireName())
                  .build());
          return accounts.insert(tx, account, now);
        })
        .chain(place ->
            confirmed
                ? openSession.open(tx, user, "password").map(Optional::of)
                : Uni.createFrom().item(Optional.<IssuedSession>empty()));
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

  private static boolean isTaken(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.USER_ALREADY_EXISTS;
  }
}
