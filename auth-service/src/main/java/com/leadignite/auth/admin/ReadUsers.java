package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Reads accounts of every organization. Each time is an event: they are personal data. */
@Singleton
public final class ReadUsers {

  private final AdminUserStore users;
  private final AuditEvents events;

  ReadUsers(AdminUserStore users, AuditEvents events) {
    this.users = users;
    this.events = events;
  }

  /** An account; fails with user-not-found if there is none that somebody can use. */
  public Uni<Account> read(UserId user) {
    return users
        .asAdministration()
        .transaction(tx ->
            users
                .find(tx, user)
                .map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem))
                .invoke(account ->
                    tx.record(
                        events
                            .of("auth.user.viewed")
                            .tenant(account.tenantId())
                            .target("user", account.id(), account.name())
                            .build())));
  }

  /**
   * A page of all accounts, the newest first.
   *
   * @param size how many it has at most
   * @param offset how many come before it
   */
  public Uni<UserPage> page(int size, long offset) {
    return users
        .asAdministration()
        .transaction(tx ->
            users
                .page(tx, size, offset)
                .invoke(page ->
                    tx.record(
                        events
                            .of("auth.users.listed")
                            .meta("offset", offset)
                            .meta("accounts", page.accounts().size())
                            .build())));
  }
}
