package com.leadignite.leads.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the person agreed to.
 *
 * @param basis why we may keep and contact them; null where it was not asked yet
 * @param obtainedAt when that was settled
 * @param doNotCall whether they must not be called
 * @param doNotEmail whether they must not be written to
 */
record Consent(
    @Nullable ConsentBasis basis,
    @Nullable Instant obtainedAt,
    boolean doNotCall,
    boolean doNotEmail) {

  static final Consent NONE = new Consent(null, null, false, false);
}
