package com.leadignite.webhook.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.time.Timestamps;
import com.leadignite.webhook.signature.SchemeSettings;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.signature.SignatureScheme;
import com.leadignite.webhook.signature.SourceKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules for sources, and what we generate for them: ids and secrets. */
@Singleton
public final class SourceRules {

  private final BodyReader reader;
  private final ObjectMapper json;
  private final SecureRandom random;
  private final Clock clock;

  @Inject
  SourceRules(BodyReader reader, ObjectMapper json, SecureRandom random, Clock clock) {
    this.json = json;
    this.reader = reader;
    this.random = random;
    this.clock = clock;
  }

  /** An id from a path; empty if it is no UUID, so that no query is made with it (B34). */
  public static Optional<UUID> id(String text) {
    return Uuids.parse(text);
  }

  /** The source that the request describes; fails with a validation problem. */
  Source source(NewSource body, TenantId tenantId) {
    return new Source(
        newId(),
        tenantId,
        body.name(),
        body.kind(),
        scheme(body.kind(), body.settings()),
        intake(
            body.maxBodyBytes(),
            body.rateLimit(),
            body.eventTypes(),
            body.allowedAddresses(),
            body.paused()),
        1,
        Timestamps.now(clock));
  }

  /** What can change of a source, as it is. */
  SourceChange changeable(Source source) {
    Intake intake = source.intake();
    return new SourceChange(
        source.name(),
        settings(source),
        intake.maxBodyBytes(),
        intake.rateLimit(),
        intake.eventTypes(),
        intake.allowedAddresses().stream().map(Cidr::toString).toList(),
        intake.paused());
  }

  /** The source as the change makes it; fails with a validation problem. */
  Source changed(Source source, SourceChange change) {
    return source.changed(
        change.name(),
        scheme(source.kind(), merged(settings(source), change.settings())),
        intake(
            change.maxBodyBytes(),
            change.rateLimit(),
            change.eventTypes(),
            change.allowedAddresses(),
            change.paused()));
  }

  private ObjectNode settings(Source source) {
    return json.valueToTree(source.scheme().settings());
  }

  /** Members of a kind's settings are no objects, so that they merge one by one (RFC 7396). */
  private static @Nullable ObjectNode merged(ObjectNode before, @Nullable ObjectNode patch) {
    if (patch == null) {
      return null;
    }
    ObjectNode merged = before.deepCopy();
    patch
        .properties()
        .forEach(member -> {
          if (member.getValue().isNull()) {
            merged.remove(member.getKey());
          } else {
            merged.set(member.getKey(), member.getValue());
          }
        });
    return merged;
  }

  private static Intake intake(
      @Nullable Integer maxBodyBytes,
      @Nullable Integer rateLimit,
      List<String> eventTypes,
      List<String> addresses,
      boolean paused) {
    List<Cidr> ranges = new ArrayList<>();
    for (String address : addresses) {
      try {
        ranges.add(Cidr.parse(address));
      } catch (IllegalArgumentException e) {
        throw Violations.of(
            "allowed_addresses[" + ranges.size() + "]",
            "must be an address or a range such as 192.0.2.0/24");
      }
    }
    return new Intake(
        maxBodyBytes == null ? Intake.MAX_BODY_BYTES : maxBodyBytes,
        rateLimit,
        eventTypes,
        ranges,
        paused);
  }

  private SignatureScheme scheme(SourceKind kind, @Nullable ObjectNode given) {
    ObjectNode settings = given == null ? JsonNodeFactory.instance.objectNode() : given;
    try {
      SignatureScheme scheme =
          ((SchemeSettings) reader.readMember("settings", settings, kind.type())).scheme();
      scheme
          .objection()
          .ifPresent(why -> {
            throw new IllegalArgumentException(why);
          });
      return scheme;
    } catch (IllegalArgumentException e) {
      throw Violations.of("settings", String.valueOf(e.getMessage()));
    }
  }

  /** The key that was given, or else one that we make or know; fails with a validation problem. */
  SourceKey key(SourceKind kind, SignatureScheme scheme, @Nullable String given) {
    Optional<String> made = given == null ? kind.keys().generate(random) : Optional.empty();
    String text =
        Optional.ofNullable(given)
            .or(() -> made)
            .or(kind.keys()::published)
            .orElseThrow(() ->
                Violations.of("secret", "is needed: the provider makes it and shows it to you"));
    try {
      Secret secret = kind.keys().read(text);
      if (!scheme.admits(secret)) {
        throw new IllegalArgumentException("must be base64, as the settings say");
      }
      return new SourceKey(secret, made.orElse(null));
    } catch (IllegalArgumentException e) {
      throw Violations.of("secret", String.valueOf(e.getMessage()));
    }
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
}
