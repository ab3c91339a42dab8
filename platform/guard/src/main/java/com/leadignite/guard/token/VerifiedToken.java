package com.leadignite.guard.token;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid credential, a token or an API key, until it expires or is revoked.
 *
 * @param caller whose it is
 * @param goodUntilMillis epoch milliseconds at which it expires, the skew included
 * @param revocationKeys the Redis keys that say whether it was revoked
 * @param issuedAtMillis when it was issued, in epoch milliseconds, as scripts take it; of an API
 *     key when it was last looked up
 * @param ranges the addresses that it may be used from; none means from anywhere
 * @param csrfHash the SHA-256, in base64url, of the CSRF token that requests need which carry it in
 *     a cookie; null if it may not be used in a cookie
 * @param proofKey the thumbprint of the key that has to sign each request (RFC 9449); null if the
 *     credential is a bearer's
 */
public record VerifiedToken(
    Caller caller,
    long goodUntilMillis,
    List<String> revocationKeys,
    String issuedAtMillis,
    List<Cidr> ranges,
    @Nullable String csrfHash,
    @Nullable String proofKey) {

  /** A token of another issuer, which may be used from anywhere, but in no cookie. */
  static VerifiedToken of(Caller caller, Instant issuedAt, Instant goodUntil) {
    return of(caller, issuedAt, goodUntil, List.of(), null, null);
  }

  /** A token of ours, which may be used from anywhere. */
  static VerifiedToken of(
      Caller caller,
      Instant issuedAt,
      Instant goodUntil,
      @Nullable String csrfHash,
      @Nullable String proofKey) {
    return of(caller, issuedAt, goodUntil, List.of(), csrfHash, proofKey);
  }

  /** The API key of a caller. */
  public static VerifiedToken of(
      Caller caller, Instant issuedAt, Instant goodUntil, List<Cidr> ranges) {
    return of(caller, issuedAt, goodUntil, ranges, null, null);
  }

  private static VerifiedToken of(
      Caller caller,
      Instant issuedAt,
      Instant goodUntil,
      List<Cidr> ranges,
      @Nullable String csrfHash,
      @Nullable String proofKey) {
    return new VerifiedToken(
        caller,
        goodUntil.toEpochMilli(),
        RevocationKeys.of(caller),
        Long.toString(issuedAt.toEpochMilli()),
        List.copyOf(ranges),
        csrfHash,
        proofKey);
  }

  /** Whether it may be used from an address. */
  public boolean mayComeFrom(ClientAddress address) {
    return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address.value()));
  }
}
