package com.leadignite.auth.token;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.guard.id.SessionId;
import java.time.Instant;

/**
 * What a token says of the session it belongs to.
 *
 * @param id the session
 * @param authentication how the person was authenticated
 * @param notAfter when the session ends at the latest; no token of it lives longer
 */
public record SessionClaims(SessionId id, Authentication authentication, Instant notAfter) {}
