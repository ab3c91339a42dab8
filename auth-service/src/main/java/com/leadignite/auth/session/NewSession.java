package com.leadignite.auth.session;

import com.leadignite.auth.token.SessionClaims;
import com.leadignite.guard.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A session to open.
 *
 * @param user whose it is
 * @param provider by which of their identities they signed in
 * @param claims what its tokens say of it
 * @param address the client's address, the network alone for IPv6; null outside a request
 * @param userAgent what the client called itself; null if it did not
 */
record NewSession(
    UserId user,
    String provider,
    SessionClaims claims,
    @Nullable String address,
    @Nullable String userAgent) {}
