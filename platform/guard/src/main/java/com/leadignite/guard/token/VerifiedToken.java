package com.leadignite.guard.token;

import com.leadignite.guard.caller.Caller;
import java.time.Instant;
import java.util.List;

/**
 * A valid token, until it expires or is revoked.
 *
 * @param caller whose it is
 * @param goodUntilMillis epoch milliseconds at which it expires, the skew included
 * @param revocationKeys the Redis keys that say whether it was revoked
 * @param issuedAtMillis when it was issued, in epoch milliseconds, as scripts take it
 */
public record VerifiedToken(
    Caller caller, long goodUntilMillis, List<String> revocationKeys, String issuedAtMillis) {

  static VerifiedToken of(Caller caller, Instant issuedAt, Instant goodUntil) {
    return new VerifiedToken(
        caller,
        goodUntil.toEpochMilli(),
        RevocationKeys.of(caller),
        Long.toString(issuedAt.toEpochMilli()));
  }
}
