package com.leadignite.webhook.delivery;

import com.leadignite.webhook.delivery.TakeStore.Destination;
import com.leadignite.webhook.endpoint.EndpointSecretStore;
import com.leadignite.webhook.endpoint.SigningKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Makes the attempts that were taken for one endpoint, and records how they end. */
@Singleton
final class Deliver {

  private final EndpointSecretStore secrets;
  private final SendOnce sendOnce;
  private final OutcomeStore outcomes;
  private final DeliveryMetrics metrics;
  private final Backoff backoff;
  private final Clock clock;

  @Inject
  Deliver(
      EndpointSecretStore secrets,
      SendOnce sendOnce,
      OutcomeStore outcomes,
      DeliveryMetrics metrics,
      DeliveryConfig config,
      SecureRandom random,
      Clock clock) {
    this.secrets = secrets;
    this.sendOnce = sendOnce;
    this.outcomes = outcomes;
    this.metrics = metrics;
    this.backoff = new Backoff(config.pauses(), config.longestRetryAfter(), random);
    this.clock = clock;
  }

  /** The keys that attempts to the endpoint are signed with now. */
  Uni<List<SigningKey>> keys(Destination to) {
    return secrets.valid(to.tenantId(), to.endpointId(), clock.instant());
  }

  /** Makes an attempt and records it; what is not recorded is made again after the lease. */
  Uni<Void> attempt(Task task, List<SigningKey> keys) {
    return sendOnce
        .send(task.url(), task.event(), keys)
        .invoke(attempt -> metrics.ended(attempt.outcome()))
        .chain(attempt ->
            outcomes.record(
                task,
                attempt,
                backoff.pause(task.attempts(), attempt.retryAfter(), clock.instant())));
  }
}
