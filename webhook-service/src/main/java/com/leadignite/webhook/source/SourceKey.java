package com.leadignite.webhook.source;

import com.leadignite.webhook.signature.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The key of a source.
 *
 * @param generated its text if we made it, to be shown once; null if the caller has it
 */
record SourceKey(Secret secret, @Nullable String generated) {}
