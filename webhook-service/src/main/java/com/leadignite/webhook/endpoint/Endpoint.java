package com.leadignite.webhook.endpoint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with how it fares.
 *
 * @param stateReason why it is paused or disabled; null while it is enabled
 * @param failures attempts that failed since the last that did not
 * @param nextProbe when the next attempt is made, if too many failed in a row
 */
public record Endpoint(
    UUID tenantId,
    UUID id,
    EndpointDetails details,
    EndpointState state,
    @Nullable String stateReason,
    Instant stateSince,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant nextProbe,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  String etag() {
    return "\"" + version + "\"";
  }
}
