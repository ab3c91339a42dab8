package com.leadignite.guard.audit;

import com.leadignite.guard.audit.AuditEvent.Actor;
import com.leadignite.guard.audit.AuditEvent.Change;
import com.leadignite.guard.audit.AuditEvent.Context;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import io.quarkus.arc.Arc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes audit events that know who is calling and where from.
 *
 * <p>Within a request the caller, the address, the user agent and the request's id are filled in;
 * outside of one (relays, start) the actor is this service.
 */
@Singleton
public final class AuditEvents {

  private static final Actor ANONYMOUS = new Actor("anonymous", null, null, null);

  private final Ids ids;
  private final Clock clock;
  private final CurrentCaller caller;
  private final CurrentRequest request;
  private final String service;

  @Inject
  AuditEvents(
      Ids ids,
      Clock clock,
      CurrentCaller caller,
      CurrentRequest request,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.ids = ids;
    this.clock = clock;
    this.caller = caller;
    this.request = request;
    this.service = service;
  }

  /**
   * Begins an event that happens now and is allowed, until the builder says otherwise.
   *
   * @param action what is done, as {@code lead.updated}
   */
  public Builder of(String action) {
    Optional<RequestInfo> info = request.info();
    if (info.isEmpty()) {
      return new Builder(action).actor("service", service, null);
    }
    Builder builder = of(action, info.get());
    if (Arc.container().requestContext().isActive() && caller.isKnown()) {
      builder.by(caller.get());
    }
    return builder;
  }

  /** Begins an event of a request other than the current one; of no actor yet. */
  public Builder of(String action, RequestInfo info) {
    Builder builder = new Builder(action);
    builder.context =
        new Context(info.address().toString(), info.userAgent(), info.requestId(), service);
    if (info.clientRequestId() != null) {
      builder.meta("client_request_id", info.clientRequestId());
    }
    return builder;
  }

  /** An event in the making. */
  public final class Builder {

    private final String action;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private Context context = new Context(null, null, null, service);
    private Actor actor = ANONYMOUS;
    private @Nullable UUID tenantId;
    private Outcome outcome = Outcome.ALLOWED;

    private Builder(String action) {
      this.action = action;
    }

    /** Who did it, if it is not the request's caller: someone who is just signing in. */
    public Builder by(Caller who) {
      switch (who) {
        case Caller.Person p -> {
          UUID key = p.apiKeyId();
          UUID client = p.clientId();
          actor =
              new Actor(
                  "user",
                  p.userId().toString(),
                  p.email(),
                  p.isDelegated() ? null : p.sessionId().value());
          if (key != null) {
            meta("api_key_id", key.toString());
          }
          if (client != null) {
            meta("client_id", client.toString());
          }
          tenantId = p.tenantId().value();
        }
        case Caller.Service s -> actor = new Actor("service", s.name(), s.name(), null);
      }
      return this;
    }

    /**
     * Who did it, if there is no {@link Caller} for them.
     *
     * @param type {@code user}, {@code service} or {@code anonymous}
     * @param id the account or the service's name; null if nobody is known
     * @param name an address or name a reader recognizes
     */
    public Builder actor(String type, @Nullable String id, @Nullable String name) {
      return actor(type, id, name, null);
    }

    /** As {@link #actor(String, String, String)}, in a session. */
    public Builder actor(
        String type, @Nullable String id, @Nullable String name, @Nullable UUID sessionId) {
      actor = new Actor(type, id, name, sessionId);
      return this;
    }

    /** The organization it belongs to, if that is not the caller's. */
    public Builder tenant(TenantId tenant) {
      tenantId = tenant.value();
      return this;
    }

    /** The organization it belongs to; null if it belongs to none. */
    public Builder tenant(@Nullable UUID tenant) {
      tenantId = tenant;
      return this;
    }

    /** What it was done to; may be called for each of several. */
    public Builder target(String type, Object id, @Nullable String name) {
      targets.add(new Target(type, id.toString(), name));
      return this;
    }

    /** What it was done to, if it has no name of its own. */
    public Builder target(String type, Object id) {
      return target(type, id, null);
    }

    /** How it ended. */
    public Builder outcome(Outcome ended) {
      outcome = ended;
      return this;
    }

    /** A field before and after; left out if both are equal. Never a secret. */
    public Builder change(String field, @Nullable Object before, @Nullable Object after) {
      if (!Objects.equals(before, after)) {
        changes.put(field, new Change(before, after));
      }
      return this;
    }

    /** Anything else worth knowing. Never a secret. */
    public Builder meta(String key, Object value) {
      metadata.put(key, value);
      return this;
    }

    /** The event, with an id and a time of its own. */
    public AuditEvent build() {
      return new AuditEvent(
          ids.next(),
          clock.instant(),
          tenantId,
          actor,
          action,
          targets,
          outcome,
          context,
          changes,
          metadata);
    }
  }
}
