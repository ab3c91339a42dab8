package com.leadignite.webhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.time.Timestamps;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.signature.SignatureScheme;
import com.leadignite.webhook.signature.SourceKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for sources, and what we generate for them: ids and secrets. */
@Singleton
public final class SourceRules {

  private static final int MAX_NAME = 100;
  private static final int SECRET_BYTES = 32;

  // What is copied along by mistake, and the sender signs without: blanks at the ends, control
  // characters, line ends, zero-width characters, lone surrogates. Blanks inside are a passphrase.
  private static final Pattern UNFIT =
      Pattern.compile("^[\\p{Z}\\p{C}]|[\\p{Z}\\p{C}]$|[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int LEAST_VARIETY = 5;
  private static final Duration MAX_OVERLAP = Duration.ofDays(7);
  private static final String KINDS =
      Arrays.stream(SourceKind.values())
          .map(SourceKind::wireName)
          .collect(Collectors.joining(" or "));

  private final ObjectMapper json;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  SourceRules(ObjectMapper json, SecureRandom random, Clock clock) {
    this.json = json;
    this.random = random;
    this.clock = clock;
  }

  /** An id from a path; empty if it is no UUID, so that no query is made with it (B34). */
  public static Optional<UUID> id(String text) {
    return Uuids.parse(text);
  }

  /**
   * The source that the request describes; fails with a validation problem.
   *
   * @throws JsonProcessingException if its settings cannot be read as those of its kind
   */
  Source source(@Nullable NewSource body, TenantId tenantId) throws JsonProcessingException {
    String name = body == null || body.name() == null ? "" : body.name().strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw refused("name must have 1 to " + MAX_NAME + " characters");
    }
    SourceKind kind =
        Optional.ofNullable(body)
            .map(NewSource::kind)
            .flatMap(SourceKind::of)
            .orElseThrow(() -> refused("kind must be " + KINDS));
    return new Source(
        newId(),
        tenantId,
        name,
        kind,
        scheme(kind, body == null ? null : body.settings()),
        Timestamps.now(clock));
  }

  private SignatureScheme scheme(SourceKind kind, @Nullable ObjectNode given)
      throws JsonProcessingException {
    try {
      return ((SchemeSettings)
              json.treeToValue(given == null ? json.createObjectNode() : given, kind.type()))
          .scheme();
    } catch (JsonMappingException e) {
      e.prependPath(NewSource.class, "settings");
      throw e;
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
   * A random id (UUIDv4), not one with a time in it: it is part of the address that a sender posts
   * to, which a stranger must not guess from another.
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
