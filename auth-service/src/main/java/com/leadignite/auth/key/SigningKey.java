package com.leadignite.auth.key;

import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/**
 * A key that signs tokens, in one of its three states. A key is published before it signs and stays
 * published until the last token it signed has expired: that is the overlap.
 */
sealed interface SigningKey {

  /** The key pair; its key id is in it. */
  EllipticCurveJsonWebKey pair();

  /** When it was first published. */
  Instant publishedAt();

  /** The {@code kid} of its tokens. */
  default String kid() {
    return pair().getKeyId();
  }

  /** Published, and to sign next: every verifier has it by then. */
  record Next(EllipticCurveJsonWebKey pair, Instant publishedAt) implements SigningKey {

    Active activate(Instant now) {
      return new Active(pair, publishedAt, now);
    }
  }

  /** The one that signs. */
  record Active(EllipticCurveJsonWebKey pair, Instant publishedAt, Instant activatedAt)
      implements SigningKey {

    /** No longer signs; published for as long as a token that it signed may be valid. */
    Retired retire(Instant now, Duration longestTokenLife) {
      return new Retired(pair, publishedAt, activatedAt, now, now.plus(longestTokenLife));
    }
  }

  /** Signs no more. */
  record Retired(
      EllipticCurveJsonWebKey pair,
      Instant publishedAt,
      Instant activatedAt,
      Instant retiredAt,
      Instant verifiableUntil)
      implements SigningKey {}
}
