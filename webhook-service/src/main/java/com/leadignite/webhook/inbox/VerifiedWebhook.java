package com.leadignite.webhook.inbox;

import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.signature.Verdict.Genuine;
import com.leadignite.webhook.source.Source;
import java.time.Instant;
import java.util.UUID;

/**
 * A webhook whose signature is valid.
 *
 * @param id ours, a UUIDv7
 */
record VerifiedWebhook(
    UUID id, Source source, Genuine verdict, SignedRequest request, Instant receivedAt) {}
