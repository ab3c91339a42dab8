package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Deletes accounts: altogether, or all but their id. Their address is free at once, their sessions
 * end, and their tokens are revoked in every service; what they made in other services belongs to
 * the organization and stays.
 */
@Singleton
public final class DeleteUser {

  private final AdminUserStore users;
  private final AffiliationStore affiliations;
  private final VoidMails voidMails;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  DeleteUser(
      AdminUserStore users,
      AffiliationStore affiliations,
      VoidMails voidMails,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.affiliations = affiliations;
    this.voidMails = voidMails;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Deletes an account.
   *
   * @param soft whether its id is kept, so that nobody else is ever taken for it
   * @return fails with user-not-found, forbidden, with last-admin if members of an organization
   *     would be left without one, and with unavailable, 503, if Redis does not answer: then it is
   *     deleted, and its tokens are revoked as soon as Redis does
   */
  public Uni<Void> delete(Caller caller, UserId user, boolean soft) {
    return users
        .asAdministration()
        .transaction(tx -> delete(tx, caller, user, soft))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> delete(Transaction tx, Caller caller, UserId user, boolean soft) {
    Instant now = clock.instant();
    return voidMails
        .ofDeleted(tx, user)
        .chain(() -> affiliations.lockOrganizations(tx, user))
        .chain(locked ->
            users
                .lock(tx, user)
                .chain(found -> {
                  if (found.isEmpty()) {
                    return soft ? notFound() : deleteErased(tx, user);
                  }
                  ChangeUser.require(caller, Set.of(Action.DELETE), found.get());
                  return affiliations
                      .of(tx, user, locked, now)
                      .chain(all -> delete(tx, found.get().account(), all, soft, now));
                }));
  }

  private Uni<List<Revocation>> delete(
      Transaction tx, Account account, List<Affiliation> all, boolean soft, Instant now) {
    if (all.stream().anyMatch(Affiliation::isLastAdmin)) {
      throw AuthProblem.LAST_ADMIN.problem();
    }
    for (Affiliation each : all) {
      tx.record(
          events
              .of("organization.member.removed")
              .tenant(each.tenantId())
              .target("user", account.id(), account.name())
              .meta("role", each.role().wireName())
              .build());
    }
    tx.record(
        events
            .of("auth.user.deleted")
            .tenant(account.tenantId())
            .target("user", account.id(), account.name())
            .meta("soft", soft)
            .build());
    return affiliations
        .forget(tx, account.id(), now)
        .chain(() ->
            soft
                ? affiliations.erase(tx, account.id(), now)
                : affiliations.delete(tx, account.id()))
        .chain(() -> revokeTokens.ofEverything(tx, account.tenantId(), account.id()));
  }

  private Uni<List<Revocation>> deleteErased(Transaction tx, UserId user) {
    return affiliations
        .deleteErased(tx, user)
        .chain(deleted -> {
          if (!deleted) {
            return notFound();
          }
          tx.record(
              events.of("auth.user.deleted").target("user", user).meta("soft", false).build());
          return Uni.createFrom().item(List.<Revocation>of());
        });
  }

  private static Uni<List<Revocation>> notFound() {
    return Uni.createFrom().failure(AuthProblem.USER_NOT_FOUND.problem());
  }
}
