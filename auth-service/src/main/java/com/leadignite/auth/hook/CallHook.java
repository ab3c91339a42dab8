package com.leadignite.auth.hook;

import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.outbound.OutboundAnswer;
import com.leadignite.guard.outbound.OutboundCall;
import com.leadignite.guard.outbound.OutboundHttp;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls hooks: five seconds, a bounded answer, no redirects, and never within a transaction. What
 * is not a good answer is a {@link HookFailure}.
 */
@Singleton
public final class CallHook {

  private static final Logger LOG = Logger.getLogger(CallHook.class);
  private static final int LONGEST_MESSAGE = 500;

  private final Map<Hook, Target> targets = new EnumMap<>(Hook.class);
  private final boolean privateAddresses;
  private final OutboundHttp http;
  private final CurrentRequest request;
  private final Ids ids;
  private final Clock clock;

  CallHook(HookConfig config, OutboundHttp http, CurrentRequest request, Ids ids, Clock clock) {
    for (Hook hook : Hook.values()) {
      if (hook.of(config).enabled()) {
        targets.put(hook, Target.of(hook, hook.of(config)));
      }
    }
    this.privateAddresses = config.privateAddresses();
    this.http = http;
    this.request = request;
    this.ids = ids;
    this.clock = clock;
  }

  /** Made at start, so that a setting that cannot be used is known then. */
  void start(@Observes StartupEvent start) {
    targets.keySet().forEach(hook -> LOG.infof("hook is on name=%s", hook.wireName()));
  }

  private record Target(URI uri, WebhookSigner signer) {

    static Target of(Hook hook, HookConfig.Endpoint endpoint) {
      URI uri = endpoint.uri().orElseThrow(() -> missing(hook, "uri"));
      boolean plain = "http".equals(uri.getScheme()) && isThisMachine(uri.getHost());
      boolean safe = plain || "https".equals(uri.getScheme());
      if (!safe || uri.getHost() == null || uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            hook.property() + ".uri has to be https, without a user; http for this machine alone");
      }
      try {
        return new Target(
            uri,
            WebhookSigner.of(
                endpoint.secrets().map(Secret::get).orElseThrow(() -> missing(hook, "secrets"))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(hook.property() + ".secrets: " + e.getMessage(), e);
      }
    }

    private static boolean isThisMachine(@Nullable String host) {
      return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }

    private static IllegalArgumentException missing(Hook hook, String what) {
      return new IllegalArgumentException(hook.property() + "." + what + " is not set");
    }
  }

  /** Whether a hook is on. */
  public boolean isOn(Hook hook) {
    return targets.containsKey(hook);
  }

  /** As {@link #call(Hook, String, Map)}, of a message that is sent once. */
  Uni<JsonObject> call(Hook hook, Map<String, ?> payload) {
    return call(hook, ids.next().toString(), payload);
  }

  /**
   * Calls a hook that is on.
   *
   * @param id names the message: the receiver can tell one that it has had
   * @param payload beside {@code metadata}
   * @return its answer; empty if it had none. Fails with {@link HookFailure}
   */
  public Uni<JsonObject> call(Hook hook, String id, Map<String, ?> payload) {
    Target target = Objects.requireNonNull(targets.get(hook), "the hook is on");
    Instant now = clock.instant();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("metadata", metadata(hook, id, now));
    body.putAll(payload);
    String text = new JsonObject(body).encode();
    Map<String, String> headers = new HashMap<>(target.signer().sign(id, now, text));
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    return http.send(new OutboundCall(target.uri(), headers, text, privateAddresses))
        .onFailure()
        .transform(e -> new HookFailure("the hook did not answer", e))
        .map(CallHook::read)
        .onFailure()
        .invoke(e ->
            LOG.warnf(
                "a hook failed name=%s reason=%s cause=%s",
                hook.wireName(), e.getMessage(), cause(e)));
  }

  private Map<String, Object> metadata(Hook hook, String id, Instant now) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("uuid", id);
    metadata.put("time", now.toString());
    metadata.put("name", hook.wireName());
    request.info().ifPresent(info -> metadata.put("ip_address", info.address().toString()));
    return metadata;
  }

  private static JsonObject read(OutboundAnswer answer) {
    if (answer.status() != 200 && answer.status() != 202 && answer.status() != 204) {
      throw new HookFailure("the hook answered status " + answer.status());
    }
    if (answer.body().isBlank()) {
      return new JsonObject();
    }
    try {
      JsonObject said = new JsonObject(answer.body());
      check(said.getValue("error"));
      return said;
    } catch (DecodeException e) {
      // Its text repeats the answer.
      throw new HookFailure("the hook answered no JSON object");
    }
  }

  /**
   * Anything that is called an error is one: a hook that is misread must not be taken for a yes.
   */
  private static void check(@Nullable Object error) {
    if (error instanceof JsonObject object) {
      Object code = object.getValue("http_code");
      String message = String.valueOf(object.getValue("message", ""));
      throw new HookFailure(
          code instanceof Number number ? number.intValue() : 500,
          message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
    }
    if (error != null) {
      throw new HookFailure(500, "");
    }
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? "none" : e.getCause().getClass().getSimpleName();
  }
}
