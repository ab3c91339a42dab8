package com.leadignite.leads.lead;

import com.leadignite.guard.body.Years;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the person agreed to.
 *
 * @param basis why we may keep and contact them; null if it was not asked yet
 * @param obtainedAt when that was settled
 * @param doNotCall whether they must not be called
 * @param doNotEmail whether they must not be written to
 */
@RegisterForReflection
record Consent(
    @Nullable ConsentBasis basis,
    @Years(from = 1900, to = 2199) @Nullable Instant obtainedAt,
    boolean doNotCall,
    boolean doNotEmail) {

  static final Consent NONE = new Consent(null, null, false, false);
}
