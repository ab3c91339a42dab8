package com.leadignite.guard.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, schema version 1. JSON members are the components in snake_case.
 *
 * @param id a UUIDv7 chosen by the sender; an event arrives once however often it is sent
 * @param occurredAt when it happened
 * @param tenantId the organization it belongs to; null if it belongs to none, such as a failed
 *     sign-in of an unknown address
 * @param actor who did it
 * @param action what was done, as {@code lead.updated} or {@code auth.login.failed}
 * @param targets what it was done to
 * @param outcome how it ended
 * @param context where it came from
 * @param changes before and after of each changed field; never a secret
 * @param metadata anything else worth knowing; never a secret
 */
@RegisterForReflection(
    targets = {
      AuditEvent.class,
      AuditEvent.Actor.class,
      AuditEvent.Target.class,
      AuditEvent.Change.class,
      AuditEvent.Context.class,
      AuditEvent.Outcome.class
    })
public record AuditEvent(
    UUID id,
    Instant occurredAt,
    @Nullable UUID tenantId,
    Actor actor,
    String action,
    List<Target> targets,
    Outcome outcome,
    Context context,
    Map<String, Change> changes,
    Map<String, Object> metadata) {

  public AuditEvent {
    targets = List.copyOf(targets);
    changes = Map.copyOf(changes);
    metadata = Map.copyOf(metadata);
  }

  /** How an action ended. */
  public enum Outcome {
    ALLOWED,
    DENIED,
    FAILED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The outcome's name in JSON and in tables: lower-case. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }

  /**
   * Who acted.
   *
   * @param type {@code user}, {@code service} or {@code anonymous}
   * @param id the account or the service's name; null if nobody is known
   * @param name an address or name a reader recognizes; personal data
   * @param sessionId the session it was done in
   */
  public record Actor(
      String type, @Nullable String id, @Nullable String name, @Nullable UUID sessionId) {}

  /** What was acted on: {@code lead}, {@code user}, {@code session} …, its id and its name. */
  public record Target(String type, String id, @Nullable String name) {}

  /** A field before and after; null means absent. */
  public record Change(@Nullable Object before, @Nullable Object after) {}

  /** The address behind trusted proxies, the user agent, the request's id and the service. */
  public record Context(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String requestId,
      String service) {}
}
