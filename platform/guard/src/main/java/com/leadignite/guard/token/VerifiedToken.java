package com.leadignite.guard.token;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import java.time.Instant;
import java.util.List;

/**
 * A valid credential, a token or an API key, until it expires or is revoked.
 *
 * @param caller whose it is
 * @param goodUntilMillis epoch milliseconds at which it expires, the skew included
 * @param revocationKeys the Redis keys that say whether it was revoked
 * @param issuedAtMillis when it was issued, in epoch milliseconds, as scripts take it; of an API
 *     key when it was last looked up
 * @param ranges the addresses that it may be used from; none means from anywhere
 */
public record VerifiedToken(
    Caller caller,
    long goodUntilMillis,
    List<String> revocationKeys,
    String issuedAtMillis,
    List<Cidr> ranges) {

  /** The credential of a caller, which may be used from anywhere. */
  static VerifiedToken of(Caller caller, Instant issuedAt, Instant goodUntil) {
    return of(caller, issuedAt, goodUntil, List.of());
  }

  /** The credential of a caller. */
  public static VerifiedToken of(
      Caller caller, Instant issuedAt, Instant goodUntil, List<Cidr> ranges) {
    return new VerifiedToken(
        caller,
        goodUntil.toEpochMilli(),
        RevocationKeys.of(caller),
        Long.toString(issuedAt.toEpochMilli()),
        List.copyOf(ranges));
  }

  /** Whether it may be used from an address. */
  public boolean mayComeFrom(ClientAddress address) {
    return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address.value()));
  }
}
