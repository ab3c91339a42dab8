package com.leadignite.auth.mfa;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Removes a factor of the person who asks. */
@Singleton
public final class RemoveFactor {

  private final ChangeFactors changeFactors;
  private final FactorStore store;
  private final StepUp stepUp;
  private final SecurityNotices notices;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  RemoveFactor(
      ChangeFactors changeFactors,
      FactorStore store,
      StepUp stepUp,
      SecurityNotices notices,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.stepUp = stepUp;
    this.notices = notices;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Removes a factor; recovery codes go with the last factor that they stand in for. Fails with
   * factor-not-found, and for a verified one with insufficient_aal or fresh-sign-in-needed.
   */
  public Uni<Void> remove(Caller.Person caller, UUID factor) {
    return changeFactors
        .holding(caller, (tx, held) -> remove(tx, caller, held, held.get(factor).factor()))
        .chain(revokeTokens::publish);
  }

  /** The same in a transaction that holds the factors; answers what it revokes. */
  public Uni<List<Revocation>> remove(
      Transaction tx, Caller.Person caller, HeldFactors held, Factor factor) {
    Instant now = clock.instant();
    if (factor.verified()) {
      changeFactors.policy().requireFresh(held.all(), held.shown(), now);
    }
    tx.record(
        events
            .of("auth.factor.removed")
            .target("factor", factor.id(), factor.friendlyName())
            .meta("type", factor.type())
            .build());
    List<UUID> gone = gone(held.all(), factor);
    return store
        .delete(tx, gone)
        .chain(() -> {
          if (!factor.verified()) {
            return Uni.createFrom().item(List.<Revocation>of());
          }
          boolean last =
              held.all().stream()
                  .noneMatch(
                      each -> each.factor().isSecondFactor() && !gone.contains(each.factor().id()));
          return (last
                  ? stepUp.withdraw(tx, caller.sessionId(), held.shown())
                  : Uni.createFrom().voidItem())
              .chain(
                  () -> notices.factorRemoved(tx, EmailAddress.parse(caller.email()).orElse(null)))
              .chain(() -> changeFactors.endOthers(tx, caller, now));
        });
  }

  private static List<UUID> gone(List<StoredFactor> all, Factor factor) {
    boolean others =
        all.stream()
            .map(StoredFactor::factor)
            .anyMatch(each -> each.isSecondFactor() && !each.id().equals(factor.id()));
    return others || !factor.isSecondFactor()
        ? List.of(factor.id())
        : all.stream()
            .map(StoredFactor::factor)
            .filter(
                each -> each.id().equals(factor.id()) || each.type().equals(Factor.RECOVERY_CODE))
            .map(Factor::id)
            .toList();
  }
}
