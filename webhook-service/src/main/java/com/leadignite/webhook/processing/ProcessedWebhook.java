package com.leadignite.webhook.processing;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a webhook.
 *
 * @param attempts how often it was tried
 * @param dueAt when it is tried next, while it is pending
 * @param lastError why the last try failed, or why it is ignored
 */
@Schema(description = "What became of a webhook")
record ProcessedWebhook(
    UUID webhookId,
    UUID sourceId,
    State state,
    int attempts,
    Instant dueAt,
    @Schema(description = "Why the last try failed, or why it is ignored.")
        @Nullable String lastError,
    @Nullable UUID leadId,
    @Nullable UUID callId,
    @Nullable Instant finishedAt) {}
