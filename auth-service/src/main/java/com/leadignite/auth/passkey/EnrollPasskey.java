package com.leadignite.auth.passkey;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.BeginEnrolment;
import com.leadignite.auth.mfa.ChangeFactors;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins the enrolment of a passkey as a factor. */
@Singleton
public final class EnrollPasskey {

  private final ChangeFactors changeFactors;
  private final BeginEnrolment beginEnrolment;
  private final Ids ids;

  EnrollPasskey(ChangeFactors changeFactors, BeginEnrolment beginEnrolment, Ids ids) {
    this.changeFactors = changeFactors;
    this.beginEnrolment = beginEnrolment;
    this.ids = ids;
  }

  /**
   * Begins an enrolment, which the passkey finishes as it is made; it replaces an unfinished one of
   * the same name.
   *
   * @param name what the person calls it, or null
   * @return the factor's id; fails with insufficient_aal or fresh-sign-in-needed,
   *     factor-name-conflict, too-many-factors or session-not-found
   */
  public Uni<UUID> enroll(Caller.Person caller, @Nullable String name) {
    UUID id = ids.next();
    return changeFactors
        .fresh(
            caller,
            (tx, held) -> beginEnrolment.begin(tx, caller, held, id, Factor.WEBAUTHN, name, null))
        .replaceWith(id);
  }
}
