package com.leadignite.auth.passkey;

import com.leadignite.auth.mfa.ChangeFactors;
import com.leadignite.auth.mfa.FactorPolicy;
import com.leadignite.auth.mfa.FactorStore;
import com.leadignite.auth.mfa.HeldFactors;
import com.leadignite.auth.mfa.RemoveFactor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** A person's own passkeys: what they are called, and their end. */
@Singleton
public final class ManagePasskeys {

  private final ChangeFactors changeFactors;
  private final PasskeyStore store;
  private final FactorStore factors;
  private final RemoveFactor removeFactor;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  ManagePasskeys(
      ChangeFactors changeFactors,
      PasskeyStore store,
      FactorStore factors,
      RemoveFactor removeFactor,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.factors = factors;
    this.removeFactor = removeFactor;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /** The caller's passkeys, the oldest first. */
  public Uni<List<ListedPasskey>> list(Caller.Person caller) {
    return changeFactors.holding(caller, (tx, held) -> store.of(tx, caller.userId()));
  }

  /**
   * Renames one.
   *
   * @return fails with passkey-not-found, factor-name-conflict, insufficient_aal or
   *     session-not-found
   */
  public Uni<ListedPasskey> rename(Caller.Person caller, UUID id, String name) {
    return changeFactors.holding(
        caller,
        (tx, held) -> {
          if (FactorPolicy.haveSecondFactor(held.all())) {
            changeFactors.policy().requireSecondFactor(held.shown());
          }
          return find(tx, caller, id).chain(passkey -> rename(tx, caller, held, passkey, name));
        });
  }

  private Uni<ListedPasskey> rename(
      Transaction tx, Caller.Person caller, HeldFactors held, ListedPasskey passkey, String name) {
    UUID id = passkey.factor().id();
    if (name.equals(passkey.factor().friendlyName())) {
      return Uni.createFrom().item(passkey);
    }
    held.requireFree(name);
    tx.record(events.of("auth.factor.renamed").target("factor", id, name).build());
    return factors
        .deleteUnfinished(tx, caller.userId(), name, changeFactors.enrolledSince(clock.instant()))
        .chain(() -> factors.rename(tx, id, name, clock.instant()))
        .replaceWith(() -> passkey.called(name));
  }

  /**
   * Removes one; fails with passkey-not-found, insufficient_aal, fresh-sign-in-needed or
   * session-not-found.
   */
  public Uni<Void> remove(Caller.Person caller, UUID id) {
    return changeFactors
        .holding(
            caller,
            (tx, held) ->
                find(tx, caller, id)
                    .chain(passkey -> removeFactor.remove(tx, caller, held, passkey.factor())))
        .chain(revokeTokens::publish);
  }

  private Uni<ListedPasskey> find(Transaction tx, Caller.Person caller, UUID id) {
    return store
        .of(tx, caller.userId())
        .map(all ->
            all.stream()
                .filter(passkey -> passkey.factor().id().equals(id))
                .findFirst()
                .orElseThrow(AuthProblem.PASSKEY_NOT_FOUND::problem));
  }
}
