package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.delegation.EndGivenGrants;
import com.leadignite.auth.mail.SecurityNotices;
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
import com.leadignite.guard.id.TenantId;
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
import java.util.stream.Stream;

/** Stores a change of an account by its administrators, with all that follows from it. */
@Singleton
final class StoreUserChange {

  private final AdminUserStore users;
  private final AdminChangeStore changes;
  private final AffiliationStore affiliations;
  private final ChangeUserAddress changeAddress;
  private final AccountStore accounts;
  private final PasswordStore passwords;
  private final ActiveSessionStore sessions;
  private final InvitationStore invitations;
  private final VoidMails voidMails;
  private final SecurityNotices notices;
  private final EndGivenGrants endGivenGrants;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  StoreUserChange(
      AdminUserStore users,
      AdminChangeStore changes,
      AffiliationStore affiliations,
      ChangeUserAddress changeAddress,
      AccountStore accounts,
      PasswordStore passwords,
      ActiveSessionStore sessions,
      InvitationStore invitations,
      VoidMails voidMails,
      SecurityNotices notices,
      EndGivenGrants endGivenGrants,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.affiliations = affiliations;
    this.changeAddress = changeAddress;
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.invitations = invitations;
    this.voidMails = voidMails;
    this.notices = notices;
    this.endGivenGrants = endGivenGrants;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Stores a change.
   *
   * @param phc the hash of the new password; empty if it is not changed, or not kept
   * @return what it revokes
   */
  Uni<List<Revocation>> store(
      Transaction tx, Caller caller, UserId user, UserChange wanted, Optional<String> phc) {
    return (wanted.password() == null && wanted.email() == null
            ? Uni.createFrom().voidItem()
            : voidMails.of(tx, user))
        .chain(() ->
            wanted.role() == null && wanted.ban() == null
                ? Uni.createFrom().item(Set.<TenantId>of())
                : affiliations.lockOrganizations(tx, user))
        .chain(locked ->
            users
                .lock(tx, user)
                .map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem))
                .chain(found -> {
                  Set<Action> actions = ChangeUser.actions(found.account(), wanted);
                  ChangeUser.require(caller, actions, found);
                  return store(
                      new UserUpdate(tx, found.account(), wanted, phc, clock.instant()),
                      actions,
                      locked);
                }));
  }

  private Uni<List<Revocation>> store(UserUpdate step, Set<Action> actions, Set<TenantId> locked) {
    return changeAddress
        .change(step)
        .chain(() -> password(step))
        .chain(() -> metadata(step))
        .chain(() -> ban(step, locked))
        .chain(() -> endSessions(step))
        .chain(ended ->
            actions.contains(Action.CHANGE_ROLE)
                ? role(step, locked).map(more -> joined(ended, more))
                : Uni.createFrom().item(ended));
  }

  private Uni<Void> password(UserUpdate step) {
    if (step.phc().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    step.tx().record(step.event(events, "auth.password.changed").build());
    return passwords
        .change(step.tx(), step.account().id(), step.phc().get(), step.now())
        .chain(() -> notices.passwordChanged(step.tx(), step.account().email()));
  }

  private Uni<Void> metadata(UserUpdate step) {
    UserId user = step.account().id();
    UserChange wanted = step.wanted();
    if (wanted.userMetadata().isEmpty() && wanted.appMetadata().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    step.tx()
        .record(
            step.event(events, "auth.user.updated")
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

  private Uni<Void> ban(UserUpdate step, Set<TenantId> locked) {
    BanDuration ban = step.wanted().ban();
    if (ban == null) {
      return Uni.createFrom().voidItem();
    }
    Instant until = ban.until(step.now());
    step.tx()
        .record(
            step.event(events, until == null ? "auth.user.unbanned" : "auth.user.banned")
                .change("banned_until", step.account().bannedUntil(), until)
                .build());
    return (until == null ? Uni.createFrom().voidItem() : mayBeBanned(step, locked))
        .chain(() -> changes.ban(step.tx(), step.account().id(), until, step.now()));
  }

  /**
   * Nobody could do anything about it in an organization whose last admin may not sign in, unless
   * nobody can do anything in it anyway.
   */
  private Uni<Void> mayBeBanned(UserUpdate step, Set<TenantId> locked) {
    return affiliations
        .of(step.tx(), step.account().id(), locked, step.now())
        .invoke(all -> {
          if (all.stream().anyMatch(each -> each.isLastAdmin() && !each.suspended())) {
            throw AuthProblem.LAST_ADMIN.problem();
          }
        })
        .replaceWithVoid();
  }

  private Uni<List<Revocation>> endSessions(UserUpdate step) {
    Optional<EndReason> reason = step.endsSessions();
    if (reason.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Account account = step.account();
    return sessions
        .endAll(step.tx(), account.id(), reason.get(), step.now())
        .chain(ended -> revokeTokens.ofEverything(step.tx(), account.tenantId(), account.id()))
        .chain(revoked ->
            reason.get() == EndReason.PASSWORD_CHANGED
                ? endGivenGrants
                    .of(step.tx(), account.id(), reason.get().wireName())
                    .map(more -> Stream.concat(revoked.stream(), more.stream()).toList())
                : Uni.createFrom().item(revoked));
  }

  private Uni<List<Revocation>> role(UserUpdate step, Set<TenantId> locked) {
    Account account = step.account();
    Role role = step.wanted().role() == null ? account.role() : step.wanted().role();
    return affiliations
        .of(step.tx(), account.id(), locked, step.now())
        .invoke(all -> refuseLastAdmin(all, account))
        .invoke(all ->
            step.tx()
                .record(
                    step.event(events, "organization.member.role_changed")
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

  private static List<Revocation> joined(List<Revocation> some, List<Revocation> more) {
    List<Revocation> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
