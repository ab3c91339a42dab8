package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The acceptance of an invitation. Does not print its token.
 *
 * @param token the invitation's
 */
@Body
@RegisterForReflection
record Acceptance(@NotNull @Size(min = 1, max = 128) String token) {

  @Override
  public String toString() {
    return "Acceptance";
  }
}
