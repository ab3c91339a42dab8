package com.leadignite.auth.mfa;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What follows when a factor was shown: the session becomes aal2, and an enrolment is finished. */
@Singleton
public final class AcceptFactor {

  private final ChangeFactors changeFactors;
  private final FactorStore store;
  private final StepUp stepUp;
  private final SecurityNotices notices;
  private final AuditEvents events;

  AcceptFactor(
      ChangeFactors changeFactors,
      FactorStore store,
      StepUp stepUp,
      SecurityNotices notices,
      AuditEvents events) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.stepUp = stepUp;
    this.notices = notices;
    this.events = events;
  }

  /** Adds a factor that was shown to the caller's session, which is held. */
  public Uni<Proof> accept(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      Factor factor,
      AuthenticationMethod method,
      Instant now) {
    tx.record(
        events
            .of("auth.mfa.succeeded")
            .target("factor", factor.id(), factor.friendlyName())
            .meta("method", method.wireName())
            .build());
    return (factor.verified() ? none() : finish(tx, caller, factor, now))
        .chain(revocations ->
            stepUp
                .add(tx, caller.sessionId(), held.shown(), method, now)
                .map(session -> new Proof.Right(session, revocations)));
  }

  private static Uni<List<Revocation>> none() {
    return Uni.createFrom().item(List.of());
  }

  /** The tokens from before know of no second factor. */
  private Uni<List<Revocation>> finish(
      Transaction tx, Caller.Person caller, Factor factor, Instant now) {
    return store
        .verify(tx, factor.id(), now)
        .chain(() -> verified(tx, caller, factor))
        .chain(() -> changeFactors.endOthersAndTokens(tx, caller, now));
  }

  /** Records that a factor counts from now on, and tells its owner by mail. */
  public Uni<Void> verified(Transaction tx, Caller.Person caller, Factor factor) {
    tx.record(
        events
            .of("auth.factor.verified")
            .target("factor", factor.id(), factor.friendlyName())
            .meta("type", factor.type())
            .build());
    return notices.factorAdded(tx, EmailAddress.parse(caller.email()).orElse(null));
  }
}
