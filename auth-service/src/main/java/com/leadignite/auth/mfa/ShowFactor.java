package com.leadignite.auth.mfa;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.throttle.SecondFactorThrottle;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

/** An attempt to show a factor, of whichever kind: counted first, then checked (B11). */
@Singleton
public final class ShowFactor {

  private final SecondFactorThrottle throttle;
  private final ChangeFactors changeFactors;
  private final FactorStore store;
  private final RevokeTokens revokeTokens;
  private final CurrentRequest request;
  private final DeviceCookie deviceCookie;
  private final Rows rows;
  private final AuditEvents events;
  private final Clock clock;

  ShowFactor(
      SecondFactorThrottle throttle,
      ChangeFactors changeFactors,
      FactorStore store,
      RevokeTokens revokeTokens,
      CurrentRequest request,
      DeviceCookie deviceCookie,
      Rows rows,
      AuditEvents events,
      Clock clock) {
    this.throttle = throttle;
    this.changeFactors = changeFactors;
    this.store = store;
    this.revokeTokens = revokeTokens;
    this.request = request;
    this.deviceCookie = deviceCookie;
    this.rows = rows;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Has an attempt checked while the caller's session and factors are held.
   *
   * @return the session's next tokens; fails with what a wrong attempt is answered, with locked-out
   *     or too-many-requests, or with what the check fails with, which does not count
   */
  public Uni<SessionTokens> attempt(
      Caller.Person caller,
      AuthenticationMethod method,
      BiFunction<Transaction, HeldFactors, Uni<Proof>> check) {
    String network = request.info().orElseThrow().address().network();
    Device device = deviceCookie.ofRequest();
    Optional<String> known = device.ofSecondFactor(caller.userId());
    return throttle
        .evaluate(
            caller.userId(),
            known.map(name -> "device-" + name).orElse(network),
            () ->
                known.isPresent()
                    ? Uni.createFrom().item(true)
                    : store.isKnown(caller.userId(), network, clock.instant()),
            () -> changeFactors.holding(caller, check),
            Proof.Right.class::isInstance)
        .onFailure(ShowFactor::isLocked)
        .recoverWithUni(e ->
            recordLocked(caller, method)
                .chain(() -> Uni.createFrom().failure(locked((Problem) e, method))))
        .chain(this::answer)
        .invoke(shown -> device.rememberSecondFactor(caller.userId()));
  }

  private Uni<SessionTokens> answer(Proof proof) {
    return switch (proof) {
      case Proof.Right right ->
          revokeTokens.publish(right.revocations()).replaceWith(right.session());
      case Proof.Wrong wrong -> Uni.createFrom().failure(wrong.why().problem());
    };
  }

  /** A wrong attempt, for {@link #attempt}; recorded in its transaction. */
  public Uni<Proof> wrong(
      Transaction tx,
      Caller.Person caller,
      AuthenticationMethod method,
      String reason,
      AuthProblem answer) {
    tx.record(
        event("auth.mfa.failed", caller, method, Outcome.FAILED).meta("reason", reason).build());
    return Uni.createFrom().item(new Proof.Wrong(answer));
  }

  private static boolean isLocked(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.LOCKED_OUT;
  }

  /** Clients of Supabase Auth know a lock by another code for recovery codes. */
  private static Problem locked(Problem e, AuthenticationMethod method) {
    if (method != AuthenticationMethod.RECOVERY_CODE) {
      return e;
    }
    Problem own = AuthProblem.RECOVERY_CODES_LOCKED.problem();
    e.headers().forEach(own::header);
    return own;
  }

  private Uni<Void> recordLocked(Caller.Person caller, AuthenticationMethod method) {
    return rows.as(caller)
        .transaction(tx -> {
          tx.record(event("auth.mfa.locked", caller, method, Outcome.DENIED).build());
          return Uni.createFrom().voidItem();
        });
  }

  private AuditEvents.Builder event(
      String action, Caller.Person caller, AuthenticationMethod method, Outcome outcome) {
    return events
        .of(action)
        .target("user", caller.userId(), caller.email())
        .outcome(outcome)
        .meta("method", method.wireName());
  }
}
