package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.RowFailure;
import com.leadignite.leads.LeadsProblem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Explains why PostgreSQL refused to store a lead. */
@Singleton
final class Duplicates {

  private static final String EMAIL = "lead_email_norm_key";
  private static final String PHONE = "lead_phone_e164_key";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final LeadStore store;

  Duplicates(LeadStore store) {
    this.store = store;
  }

  /**
   * Fails with a problem that the caller can act on: which field another lead has too, and that
   * lead's id if they may see it. A lead that they may not see is not named; that it exists cannot
   * be hidden, because addresses are unique.
   *
   * @param id the lead that was to be stored; null if it is new
   */
  <T> Uni<T> explain(Caller.Person caller, Lead lead, @Nullable UUID id, Throwable failure) {
    if (Constraint.violated(failure, EMAIL)) {
      return conflict(caller, "email", lead.normalized().emailNorm(), null, id);
    }
    if (Constraint.violated(failure, PHONE)) {
      return conflict(caller, "phone", null, lead.normalized().phone(), id);
    }
    // The caller's teams changed between the policy's answer and the row's own check.
    if (failure instanceof RowFailure row && row.sqlState().equals(INSUFFICIENT_PRIVILEGE)) {
      return Uni.createFrom().failure(LeadProblems.forbidden());
    }
    return Uni.createFrom().failure(failure);
  }

  /** Whether another transaction created a lead under the same address, number or id meanwhile. */
  static boolean isRace(Throwable failure) {
    return Constraint.violated(failure, EMAIL)
        || Constraint.violated(failure, PHONE)
        || Constraint.violated(failure, ReferenceStore.KEY);
  }

  private <T> Uni<T> conflict(
      Caller.Person caller,
      String field,
      @Nullable String emailNorm,
      PhoneNumbers.@Nullable Parsed phone,
      @Nullable UUID id) {
    Problem problem =
        new Problem(
                LeadsProblem.DUPLICATE_LEAD,
                "Another lead of the organization has this " + field + ".")
            .with("field", field);
    return store
        .findDuplicate(caller, emailNorm, phone, id)
        .onItem()
        .transformToUni(found -> {
          found.ifPresent(other -> problem.with("lead_id", other));
          return Uni.createFrom().failure(problem);
        });
  }
}
