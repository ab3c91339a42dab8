package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that reached an endpoint, for the record of how it ended. It is filled
 * in as the guard learns it, and outlives the scope in which feature code sees the caller.
 */
final class AccessContext {

  private static final String KEY = "leadignite.visit";

  private final String endpoint;
  private @Nullable Caller caller;
  private @Nullable String reason;

  private AccessContext(String endpoint) {
    this.endpoint = endpoint;
  }

  /** Begins the context of a request that reached an endpoint. */
  static AccessContext begin(RoutingContext context, AccessRule rule) {
    AccessContext visit = new AccessContext(rule.endpoint());
    context.put(KEY, visit);
    return visit;
  }

  /** The request's context; null if it reached no endpoint. */
  static @Nullable AccessContext of(RoutingContext context) {
    return context.get(KEY);
  }

  /** Whose token it is, even if it is revoked or too weak for this endpoint. */
  void by(Caller genuine) {
    caller = genuine;
  }

  /** Why the guard refuses, in more words than the caller gets; no part of a credential. */
  void refusedFor(@Nullable String why) {
    reason = why;
  }

  String endpoint() {
    return endpoint;
  }

  @Nullable Caller caller() {
    return caller;
  }

  @Nullable String reason() {
    return reason;
  }
}
