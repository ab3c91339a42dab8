package com.leadignite.webhook.source;

import com.leadignite.webhook.source.SecretSealer.SecretId;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * A secret as it is stored.
 *
 * @param author the admin who made it and has seen it
 */
record SealedSecret(SecretId id, UUID author, Buffer sealed) {}
