package com.leadignite.auth.mfa;

import com.leadignite.auth.factor.Factor;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores a factor that does not count before it is shown for the first time. */
@Singleton
public final class BeginEnrolment {

  private final ChangeFactors changeFactors;
  private final FactorStore store;
  private final AuditEvents events;
  private final Clock clock;

  BeginEnrolment(ChangeFactors changeFactors, FactorStore store, AuditEvents events, Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Begins an enrolment in the caller's session, which alone may finish it; it replaces an
   * unfinished one of the same name.
   *
   * @param name what the person calls the factor, or null
   * @param sealedSecret the secret of an authenticator app; null for other types
   * @return fails with factor-name-conflict or too-many-factors
   */
  public Uni<Void> begin(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      UUID id,
      String type,
      @Nullable String name,
      @Nullable Buffer sealedSecret) {
    Instant now = clock.instant();
    if (name != null) {
      held.requireFree(name);
    }
    changeFactors.requireRoom(held, factor -> isReplaced(factor, name));
    StoredFactor factor =
        new StoredFactor(
            new Factor(id, type, name, false, now, now), caller.sessionId(), sealedSecret);
    tx.record(
        events.of("auth.factor.enrolled").target("factor", id, name).meta("type", type).build());
    return store
        .deleteUnfinished(tx, caller.userId(), name, changeFactors.enrolledSince(now))
        .chain(() -> store.insert(tx, caller.userId(), factor));
  }

  private static boolean isReplaced(Factor factor, @Nullable String name) {
    return !factor.verified() && Objects.equals(factor.friendlyName(), name);
  }
}
