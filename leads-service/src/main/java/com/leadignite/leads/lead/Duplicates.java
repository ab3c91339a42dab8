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

/** Explains why PostgreSQL refused to keep a lead. */
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
   * lead's id where they may see it. Somebody else's lead is not named; that one exists cannot be
   * hidden where addresses are unique.
   *
   * @param id the lead that was to be kept; null where it is new
   */
  <T> Uni<T> explain(
      Caller.Person caller, LeadDetails details, @Nullable UUID id, Throwable failure) {
    if (Constraint.violated(failure, EMAIL)) {
      return conflict(caller, "email", details.emailNorm(), null, id);
    }
    if (Constraint.violated(failure, PHONE)) {
      PhoneNumbers.Read phone =
          new PhoneNumbers.Read(details.phoneE164(), details.phoneExtension());
      return conflict(caller, "phone", null, phone, id);
    }
    // The caller's teams changed between the policy's answer and the row's own check.
    if (failure instanceof RowFailure row && row.sqlState().equals(INSUFFICIENT_PRIVILEGE)) {
      return Uni.createFrom().failure(LeadProblems.forbidden());
    }
    return Uni.createFrom().failure(failure);
  }

  private <T> Uni<T> conflict(
      Caller.Person caller,
      String field,
      @Nullable String emailNorm,
      PhoneNumbers.@Nullable Read phone,
      @Nullable UUID id) {
    Problem problem =
        new Problem(
                LeadsProblem.DUPLICATE_LEAD,
                "Another lead of the organization has this " + field + ".")
            .with("field", field);
    return store
        .twin(caller, emailNorm, phone, id)
        .onItem()
        .transformToUni(twin -> {
          twin.ifPresent(other -> problem.with("lead_id", other));
          return Uni.createFrom().failure(problem);
        });
  }
}
