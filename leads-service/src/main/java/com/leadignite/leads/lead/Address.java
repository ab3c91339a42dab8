package com.leadignite.leads.lead;

import org.jspecify.annotations.Nullable;

/**
 * A postal address; each part may be missing.
 *
 * @param country two letters, ISO 3166-1
 */
record Address(
    @Nullable String street,
    @Nullable String city,
    @Nullable String region,
    @Nullable String postalCode,
    @Nullable String country) {

  static final Address NONE = new Address(null, null, null, null, null);
}
