package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What admins set for their organization; what is left out stays as it is.
 *
 * @param name what it calls itself
 * @param mfaRequired whether every member must have a second factor
 */
@Body
@RegisterForReflection
record OrganizationSettings(@Nullable @Line(max = 200) String name, @Nullable Boolean mfaRequired) {

  boolean isEmpty() {
    return name == null && mfaRequired == null;
  }
}
