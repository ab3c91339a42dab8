package com.leadignite.webhook.delivery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a try of an endpoint went. */
@Schema(description = "How a try of an endpoint went")
record TestedEndpoint(
    Outcome outcome,
    @Nullable @Schema(description = "What it answered; null if it did not.", examples = "204")
        Integer status,
    @Schema(description = "How long it took, in milliseconds.", examples = "87") int millis,
    @Nullable @Schema(description = "The beginning of what it answered, without secrets.")
        String response) {}
