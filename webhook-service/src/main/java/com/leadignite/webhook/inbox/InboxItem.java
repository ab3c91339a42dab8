package com.leadignite.webhook.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as admins see it.
 *
 * @param deliveryId the sender's id of the delivery
 * @param headers the fields that were kept, type, agent, timestamp and id, as PostgreSQL's JSON
 * @param size the body's length in bytes
 * @param body the body, in answers about one webhook; as text if it is UTF-8
 * @param bodyEncoding {@code utf8}, or {@code base64} if the body is not UTF-8
 */
@Schema(description = "A webhook that was received")
record InboxItem(
    UUID id,
    UUID sourceId,
    Instant receivedAt,
    String deliveryId,
    String status,
    @Nullable String contentType,
    @JsonRawValue @Schema(additionalProperties = String.class) String headers,
    int size,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String body,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String bodyEncoding) {}
