package com.leadignite.auth.token;

import com.leadignite.guard.id.SessionId;
import java.time.Instant;

/**
 * What a token says of the session it belongs to.
 *
 * @param id the session
 * @param method how the person showed who they are: {@code password}
 * @param authenticatedAt when they did
 * @param notAfter when the session ends at the latest; no token of it lives longer
 */
public record TokenSession(
    SessionId id, String method, Instant authenticatedAt, Instant notAfter) {}
