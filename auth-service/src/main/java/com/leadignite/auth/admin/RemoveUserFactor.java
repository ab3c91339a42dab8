package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Removes a factor of a person who lost it. Recovery codes go with the last factor that they stand
 * in for; all sessions end, whatever they have shown (B25).
 */
@Singleton
public final class RemoveUserFactor {

  private final AdminUserStore users;
  private final AdminFactorStore factors;
  private final ActiveSessionStore sessions;
  private final SecurityNotices notices;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  RemoveUserFactor(
      AdminUserStore users,
      AdminFactorStore factors,
      ActiveSessionStore sessions,
      SecurityNotices notices,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.factors = factors;
    this.sessions = sessions;
    this.notices = notices;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  private record Removed(Factor factor, List<Revocation> revocations) {}

  /**
   * Removes a factor.
   *
   * @return what was removed; fails with user-not-found, factor-not-found or forbidden, and with
   *     unavailable, 503, if Redis does not answer: then it is removed, and the person's tokens are
   *     revoked as soon as Redis does
   */
  public Uni<Factor> remove(Caller caller, UserId user, UUID factor) {
    return remove(caller, user, each -> each.id().equals(factor), AuthProblem.FACTOR_NOT_FOUND);
  }

  /** Removes a factor that is a passkey; fails as {@link #remove}, or with passkey-not-found. */
  public Uni<Void> removePasskey(Caller caller, UserId user, UUID passkey) {
    return remove(
            caller,
            user,
            each -> each.id().equals(passkey) && each.type().equals(Factor.WEBAUTHN),
            AuthProblem.PASSKEY_NOT_FOUND)
        .replaceWithVoid();
  }

  private Uni<Factor> remove(
      Caller caller, UserId user, Predicate<Factor> which, AuthProblem missing) {
    return users
        .asAdministration()
        .transaction(tx -> remove(tx, caller, user, which, missing))
        .chain(
            removed -> revokeTokens.publish(removed.revocations()).replaceWith(removed.factor()));
  }

  private Uni<Removed> remove(
      Transaction tx, Caller caller, UserId user, Predicate<Factor> which, AuthProblem missing) {
    return users
        .lock(tx, user)
        .map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem))
        .chain(found -> {
          ChangeUser.require(caller, Set.of(Action.CHANGE), found);
          Account account = found.account();
          Factor factor =
              account.factors().stream().filter(which).findFirst().orElseThrow(missing::problem);
          tx.record(
              events
                  .of("auth.factor.removed")
                  .tenant(account.tenantId())
                  .target("factor", factor.id(), factor.friendlyName())
                  .target("user", account.id(), account.name())
                  .meta("type", factor.type())
                  .build());
          return factors
              .delete(tx, user, factor.id())
              .chain(() ->
                  factor.isSecondFactor()
                      ? notices.factorRemoved(tx, account.email())
                      : Uni.createFrom().voidItem())
              .chain(() -> sessions.endAll(tx, user, EndReason.FACTOR_CHANGED, clock.instant()))
              .chain(ended -> revokeTokens.ofEverything(tx, account.tenantId(), user))
              .map(revocations -> new Removed(factor, revocations));
        });
  }
}
