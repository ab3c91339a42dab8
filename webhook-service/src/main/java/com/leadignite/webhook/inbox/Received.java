package com.leadignite.webhook.inbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a sender.
 *
 * @param id ours for the webhook; the same however often it is delivered
 * @param duplicate whether it was stored before
 */
@RegisterForReflection
@Schema(description = "The webhook is stored")
record Received(UUID id, boolean duplicate) {}
