package com.leadignite.leads.lead;

import org.jspecify.annotations.Nullable;

/**
 * What is made of the addresses and numbers of a lead as they were written, to compare and to use
 * them.
 *
 * @param emailNorm in lower case, the domain as the DNS has it
 * @param phoneE164 such as {@code +12025550123}; null if nothing can be made of the number
 * @param phoneExtension the digits that are dialled after that
 * @param websiteUrl an http or https address in ASCII
 */
record Normalized(
    @Nullable String emailNorm,
    @Nullable String phoneE164,
    @Nullable String phoneExtension,
    @Nullable String websiteUrl) {

  static final Normalized NONE = new Normalized(null, null, null, null);

  /** The number as it was made of what was written. */
  PhoneNumbers.Parsed phone() {
    return new PhoneNumbers.Parsed(phoneE164, phoneExtension);
  }
}
