package com.leadignite.auth.session;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that is not the current one of an active session.
 *
 * @param session the session
 * @param age how many tokens of the family came after it; 0 if the session is over
 * @param current the hash of the current token of the family
 * @param over whether the session ended, expired or idled out, or its owner may not sign in
 * @param endReason why it ended; null if it did not end before its time
 */
record StaleToken(
    ActiveSession session, int age, Buffer current, boolean over, @Nullable String endReason) {}
