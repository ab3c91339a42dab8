package com.leadignite.leads.lead;

import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A postal address; each part may be missing. */
@RegisterForReflection
record Address(
    @Line(max = 200) @Nullable String street,
    @Line(max = 100) @Nullable String city,
    @Line(max = 100) @Nullable String region,
    @Line(max = 20) @Nullable String postalCode,
    @Country @Nullable String country) {

  static final Address NONE = new Address(null, null, null, null, null);
}
