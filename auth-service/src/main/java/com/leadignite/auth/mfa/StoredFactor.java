package com.leadignite.auth.mfa;

import com.leadignite.auth.factor.Factor;
import com.leadignite.guard.id.SessionId;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A factor as it is stored. Does not print its secret.
 *
 * @param factor what is shown of it
 * @param enrolledBy the session in which its enrolment began, which alone may finish it
 * @param sealedSecret the secret of an authenticator app; null for other types
 */
public record StoredFactor(Factor factor, SessionId enrolledBy, @Nullable Buffer sealedSecret) {

  /** Whether it is of that type. */
  public boolean is(String type) {
    return factor.type().equals(type);
  }

  @Override
  public String toString() {
    return "StoredFactor[id=" + factor.id() + "]";
  }
}
