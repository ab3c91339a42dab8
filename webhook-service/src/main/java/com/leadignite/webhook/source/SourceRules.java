package com.leadignite.webhook.source;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.signature.GenericHmac;
import com.leadignite.webhook.signature.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds for sources, and what we make for them: ids and secrets. */
@Singleton
public final class SourceRules {

  private static final int MAX_NAME = 100;
  private static final int SECRET_BYTES = 32;

  // What is copied along by mistake: its sender signs without it. Control characters, line ends,
  // zero-width characters and halves of characters; blanks inside are somebody's pass phrase.
  private static final Pattern UNFIT =
      Pattern.compile("^[\\p{Z}\\p{C}]|[\\p{Z}\\p{C}]$|[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int LEAST_VARIETY = 5;
  private static final Duration MAX_OVERLAP = Duration.ofDays(7);
  private static final HmacSettings DEFAULTS =
      new HmacSettings(null, null, null, null, null, null, null);

  private final SecureRandom random;
  private final Clock clock;

  @Inject
  SourceRules(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** An id from a path; empty where it is no UUID, so that no query is made with it (B34). */
  public static Optional<UUID> id(String text) {
    return Uuids.parse(text);
  }

  /** The source that the request describes; fails with a validation problem. */
  Source source(@Nullable NewSource body, TenantId tenantId) {
    String name = body == null || body.name() == null ? "" : body.name().strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw refused("name must have 1 to " + MAX_NAME + " characters");
    }
    if (body == null || !SourceKind.GENERIC_HMAC.wireName().equals(body.kind())) {
      throw refused("kind must be generic_hmac");
    }
    return new Source(
        newId(),
        tenantId,
        name,
        SourceKind.GENERIC_HMAC,
        scheme(body.settings() == null ? DEFAULTS : body.settings()),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static GenericHmac scheme(HmacSettings settings) {
    try {
      return settings.scheme();
    } catch (IllegalArgumentException e) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "settings: " + e.getMessage(), e);
    }
  }

  /** A secret of 256 bits, as text without characters that a shell or a URL would mind. */
  String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The secret whose text it is; fails with a validation problem that does not quote it. */
  Secret secret(String text) {
    Secret secret;
    try {
      secret = Secret.of(text);
    } catch (IllegalArgumentException e) {
      throw refused("secret must have 24 to 256 bytes");
    }
    if (UNFIT.matcher(text).find()) {
      throw refused(
          "secret must not begin or end with a blank, or have characters that nobody sees");
    }
    if (text.codePoints().distinct().count() < LEAST_VARIETY) {
      throw refused("secret must have " + LEAST_VARIETY + " different characters or more");
    }
    return secret;
  }

  /** For how long the secret before is still accepted. */
  Duration overlap(@Nullable NewSecret body, Duration otherwise) {
    if (body == null || body.overlapSeconds() == null) {
      return otherwise;
    }
    Duration overlap = Duration.ofSeconds(body.overlapSeconds());
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw refused("overlap_seconds must be 0 to " + MAX_OVERLAP.toSeconds());
    }
    return overlap;
  }

  /**
   * A random id (UUIDv4), not one that tells the time: it stands in the address that a sender posts
   * to, where a stranger must not guess it from another.
   */
  private UUID newId() {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  private static Problem refused(String detail) {
    return new Problem(CommonProblem.VALIDATION_FAILED, detail);
  }
}
