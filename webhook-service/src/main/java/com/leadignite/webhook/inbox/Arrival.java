package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvent;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A webhook that waits to be stored, and its sender for the answer. */
final class Arrival {

  private final VerifiedWebhook webhook;
  private final AuditEvent event;
  private final UniEmitter<? super Received> sender;
  private final @Nullable Context context = Vertx.currentContext();
  private volatile boolean permitted;

  /**
   * Made on the request's own context, on which it is answered.
   *
   * @param event recorded if the webhook is stored
   */
  Arrival(VerifiedWebhook webhook, AuditEvent event, UniEmitter<? super Received> sender) {
    this.webhook = webhook;
    this.event = event;
    this.sender = sender;
  }

  VerifiedWebhook webhook() {
    return webhook;
  }

  AuditEvent event() {
    return event;
  }

  /** How much memory it holds, about. */
  int size() {
    return webhook.request().body().length;
  }

  /** Whether its source's limit has let it pass. */
  boolean isPermitted() {
    return permitted;
  }

  /** It needs no permit any more, however often it is tried to be stored. */
  void permit() {
    permitted = true;
  }

  void answer(Outcome outcome) {
    switch (outcome) {
      case Outcome.Stored(Received received) -> onContext(() -> sender.complete(received));
      case Outcome.Refused(RuntimeException reason) -> fail(reason);
    }
  }

  void fail(Throwable reason) {
    onContext(() -> sender.fail(reason));
  }

  /** Runs something on the request's context. */
  void onContext(Runnable work) {
    if (context == null) {
      work.run();
    } else {
      context.runOnContext(ignored -> work.run());
    }
  }
}
