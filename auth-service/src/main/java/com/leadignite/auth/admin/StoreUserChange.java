package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.organization.InvitationStore;
import com.leadignite.auth.password.PasswordStore;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores a change of an account by its administrators, with all that follows from it. */
@Singleton
final class StoreUserChange {

  private final AdminUserStore users;
  private final AdminChangeStore changes;
  private final AffiliationStore affiliations;
  private final AccountStore accounts;
  private final PasswordStore passwords;
  private final ActiveSessionStore sessions;
  private final InvitationStore invitations;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  StoreUserChange(
      AdminUserStore users,
      AdminChangeStore changes,
      AffiliationStore affiliations,
      AccountStore accounts,
      PasswordStore passwords,
      ActiveSessionStore sessions,
      InvitationStore invitations,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.affiliations = affiliations;
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.invitations = invitations;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /** One change, of the account as it is now that it is locked. */
  private record Step(
      Transaction tx, Account account, UserChange wanted, Optional<String> phc, Instant now) {

    boolean moves() {
      return wanted.email() != null && !wanted.email().equals(account.email());
    }

    Optional<EndReason> endsSessions() {
      if (wanted.ban() != null && wanted.ban().length() != null) {
        return Optional.of(EndReason.BANNED);
      }
      if (wanted.password() != null) {
        return Optional.of(EndReason.PASSWORD_CHANGED);
      }
      return moves() ? Optional.of(EndReason.EMAIL_CHANGED) : Optional.empty();
    }
  }

  /**
   * Stores a change.
   *
   * @param phc the hash of the new password; empty if it is not changed, or not kept
   * @return what it revokes
   */
  Uni<List<Revocation>> store(
      Transaction tx, Caller caller, UserId user, UserChange wanted, Optional<String> phc) {
    return (wanted.role() == null
            ? Uni.createFrom().voidItem()
            : affiliations.lockOrganizations(tx, user))
        .chain(() -> users.lock(tx, user))
        .map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem))
        .chain(found -> {
          Set<Action> actions = ChangeUser.actions(found.account(), wanted);
          ChangeUser.require(caller, actions, found);
          Step step = new Step(tx, found.account(), wanted, phc, clock.instant());
          return address(step)
              .chain(() -> password(step))
              .chain(() -> metadata(step))
              .chain(() -> ban(step))
              .chain(() -> endSessions(step))
              .chain(ended ->
                  actions.contains(Action.CHANGE_ROLE)
                      ? role(step).map(more -> joined(ended, more))
                      : Uni.createFrom().item(ended));
        });
  }

  private Uni<Void> address(Step step) {
    EmailAddress email = step.wanted().email();
    Account account = step.account();
    boolean confirms = step.wanted().confirmed();
    if (email != null && step.moves()) {
      step.tx()
          .record(
              event("auth.email.changed", account)
                  .change("email", account.name(), email.value())
                  .meta("email_confirmed", confirms)
                  .build());
      return changes.changeEmail(step.tx(), account.id(), email, confirms, step.now());
    }
    if (confirms && account.email() != null && account.emailConfirmedAt() == null) {
      step.tx().record(event("auth.email.confirmed", account).build());
      return changes.confirm(step.tx(), account.id(), step.now());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> password(Step step) {
    if (step.phc().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    step.tx().record(event("auth.password.changed", step.account()).build());
    return passwords.change(step.tx(), step.account().id(), step.phc().get(), step.now());
  }

  private Uni<Void> metadata(Step step) {
    UserId user = step.account().id();
    UserChange wanted = step.wanted();
    if (wanted.userMetadata().isEmpty() && wanted.appMetadata().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    step.tx()
        .record(
            event("auth.user.updated", step.account())
                .meta("members", List.copyOf(wanted.userMetadata().keySet()))
                .meta("app_members", List.copyOf(wanted.appMetadata().keySet()))
                .build());
    return (wanted.userMetadata().isEmpty()
            ? Uni.createFrom().voidItem()
            : accounts.changeMetadata(step.tx(), user, wanted.userMetadata(), step.now()))
        .chain(() ->
            wanted.appMetadata().isEmpty()
                ? Uni.createFrom().voidItem()
                : changes.changeAppMetadata(step.tx(), user, wanted.appMetadata(), step.now()));
  }

  private Uni<Void> ban(Step step) {
    BanDuration ban = step.wanted().ban();
    if (ban == null) {
      return Uni.createFrom().voidItem();
    }
    Instant until = ban.until(step.now());
    step.tx()
        .record(
            event(until == null ? "auth.user.unbanned" : "auth.user.banned", step.account())
                .change("banned_until", step.account().bannedUntil(), until)
                .build());
    return changes.ban(step.tx(), step.account().id(), until, step.now());
  }

  private Uni<List<Revocation>> endSessions(Step step) {
    Optional<EndReason> reason = step.endsSessions();
    if (reason.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Account account = step.account();
    return sessions
        .endAll(step.tx(), account.id(), reason.get(), step.now())
        .chain(ended -> revokeTokens.ofEverything(step.tx(), account.tenantId(), account.id()));
  }

  private Uni<List<Revocation>> role(Step step) {
    Account account = step.account();
    Role role = step.wanted().role() == null ? account.role() : step.wanted().role();
    return affiliations
        .of(step.tx(), account.id(), step.now())
        .invoke(all -> refuseLastAdmin(all, account))
        .invoke(all ->
            step.tx()
                .record(
                    event("organization.member.role_changed", account)
                        .change("role", account.role().wireName(), role.wireName())
                        .build()))
        .chain(
            () -> changes.changeRole(step.tx(), account.tenantId(), account.id(), role, step.now()))
        // Only an admin invites.
        .chain(() ->
            role == Role.ADMIN
                ? Uni.createFrom().item(0)
                : invitations.deleteBy(step.tx(), account.tenantId(), account.id()))
        .chain(() -> revokeTokens.ofTenant(step.tx(), account.tenantId(), account.id()));
  }

  /** A member who is an admin now, and will not be: an organization needs one. */
  private static void refuseLastAdmin(List<Affiliation> all, Account account) {
    boolean last =
        all.stream()
            .filter(each -> each.tenantId().equals(account.tenantId()))
            .anyMatch(each ->
                (each.role() == Role.ADMIN || each.role() == Role.PLATFORM_ADMIN)
                    && !each.otherAdmins());
    if (last) {
      throw AuthProblem.LAST_ADMIN.problem();
    }
  }

  private AuditEvents.Builder event(String action, Account account) {
    return events
        .of(action)
        .tenant(account.tenantId())
        .target("user", account.id(), account.name());
  }

  private static List<Revocation> joined(List<Revocation> some, List<Revocation> more) {
    List<Revocation> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
