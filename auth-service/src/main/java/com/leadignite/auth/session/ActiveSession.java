package com.leadignite.auth.session;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.token.SessionClaims;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session with its account, as it was read to mint a token.
 *
 * @param account who, in the organization and role of now
 * @param claims what a token says of the session
 * @param factorRequired whether the organization requires a second factor of all members
 * @param suspended whether the organization is suspended: nobody gets a token for it
 * @param readAt PostgreSQL's time before it read the account
 * @param revokedAt PostgreSQL's time when all tokens of the person were last revoked, or null
 */
record ActiveSession(
    Account account,
    SessionClaims claims,
    boolean factorRequired,
    boolean suspended,
    Instant readAt,
    @Nullable Instant revokedAt) {}
