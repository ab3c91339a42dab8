package com.leadignite.auth.integration;

import com.leadignite.auth.integration.DueStore.Due;
import com.leadignite.auth.integration.ProviderFailure.Reason;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.seal.DecryptionFailed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calls the provider of a connection that was taken: refreshes its tokens, or tells of its end. A
 * failure never loses a refresh token: the stored one stays until the next is committed, and no new
 * token is handed out before. If this process dies between the provider's answer and the commit,
 * and the provider replaces refresh tokens, the new one is lost: the provider refuses the stored
 * one, and an admin has to connect again.
 */
@Singleton
final class RefreshOne {

  private static final Logger LOG = Logger.getLogger(RefreshOne.class);

  /** Within the lease, with the call before it: no other replica shows the old token meanwhile. */
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(30);

  private final Rows rows;
  private final RefreshStore store;
  private final Providers providers;
  private final CallProvider call;
  private final CredentialSeal seal;
  private final GrantTerms terms;
  private final IntegrationConfig config;
  private final AuditEvents events;
  private final SecureRandom random;
  private final Clock clock;

  RefreshOne(
      Rows rows,
      RefreshStore store,
      Providers providers,
      CallProvider call,
      CredentialSeal seal,
      GrantTerms terms,
      IntegrationConfig config,
      AuditEvents events,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.providers = providers;
    this.call = call;
    this.seal = seal;
    this.terms = terms;
    this.config = config;
    this.events = events;
    this.random = random;
    this.clock = clock;
  }

  /** Does what is due; what the provider fails at is stored and does not fail this. */
  Uni<Void> run(Due due) {
    return due.revoked() ? revoke(due) : refresh(due);
  }

  private Uni<Void> refresh(Due due) {
    return Uni.createFrom()
        .deferred(() -> refresh(due, find(due)))
        .onFailure(ProviderFailure.class)
        .recoverWithUni(e -> failed(due, e.reason()));
  }

  private Uni<Void> refresh(Due due, Optional<Provider.OAuth> found) {
    Provider.OAuth provider =
        found.orElseThrow(() -> new ProviderFailure(Reason.PROVIDER_NOT_CONFIGURED));
    String refreshToken = opened(due).refreshToken();
    if (refreshToken == null) {
      throw new ProviderFailure(Reason.NO_REFRESH_TOKEN);
    }
    return call.refresh(provider, refreshToken)
        .map(answer -> terms.of(answer, refreshToken))
        .chain(grant -> commit(due, provider, grant));
  }

  /**
   * The provider, with the client that the grant was given to: it takes the token of another client
   * for invalid, and nothing tells that from a grant that has ended.
   */
  private Optional<Provider.OAuth> find(Due due) {
    return providers
        .oauth()
        .filter(provider -> provider.name().equals(due.provider()))
        .filter(provider -> due.client() == null || due.client().equals(provider.clientId()))
        .findFirst();
  }

  private Credentials.Tokens opened(Due due) {
    Buffer sealed = due.sealed();
    if (sealed == null) {
      throw new ProviderFailure(Reason.NO_REFRESH_TOKEN);
    }
    try {
      return switch (seal.open(due.tenant(), due.id(), sealed.getBytes())) {
        case Credentials.Tokens tokens -> tokens;
        case Credentials.Key _ -> throw new ProviderFailure(Reason.NO_REFRESH_TOKEN);
      };
    } catch (DecryptionFailed e) {
      throw new ProviderFailure(Reason.CREDENTIALS_UNREADABLE, e);
    }
  }

  /** PostgreSQL may be away at this moment: what the provider gave is tried to be kept for long. */
  private Uni<Void> commit(Due due, Provider.OAuth provider, Grant grant) {
    byte[] sealed = seal.seal(due.tenant(), due.id(), grant.credentials());
    return rows.asService()
        .transaction(tx -> stored(tx, due, provider, grant, sealed))
        .onFailure(Problem.class)
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
        .expireIn(COMMIT_WITHIN.toMillis())
        .chain(isStored -> isStored ? Uni.createFrom().voidItem() : discard(due, provider, grant));
  }

  private Uni<Boolean> stored(
      Transaction tx, Due due, Provider.OAuth provider, Grant grant, byte[] sealed) {
    return store
        .refreshed(tx, due, provider.clientId(), grant, sealed, clock.instant())
        .invoke(isStored -> {
          if (isStored) {
            record(tx, due, "integration.refreshed", Outcome.ALLOWED, "ok");
          }
        });
  }

  /**
   * It was deleted, or connected again, while the provider was asked: these tokens are nobody's.
   */
  private Uni<Void> discard(Due due, Provider.OAuth provider, Grant grant) {
    LOG.warnf("a refreshed integration was changed meanwhile id=%s", due.id());
    return switch (grant.credentials()) {
      case Credentials.Tokens tokens ->
          told(provider, tokens)
              .replaceWithVoid()
              .onFailure(ProviderFailure.class)
              .recoverWithNull();
      case Credentials.Key _ -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> failed(Due due, Reason reason) {
    Duration pause = reason.isFinal() ? null : pause(due.attempts());
    LOG.warnf(
        "an integration was not refreshed id=%s provider=%s attempts=%d next_try_ms=%d reason=%s",
        due.id(),
        due.provider(),
        due.attempts(),
        pause == null ? -1 : pause.toMillis(),
        reason.wireName());
    return rows.asService()
        .transaction(tx -> {
          // An hour of failures is one event, and its end another.
          if (due.status() != IntegrationStatus.FAILING || reason.isFinal()) {
            record(tx, due, "integration.refresh_failed", Outcome.FAILED, reason.wireName());
          }
          return store.failed(tx, due, reason, pause, clock.instant());
        });
  }

  private Uni<Void> revoke(Due due) {
    return Uni.createFrom()
        .deferred(() -> told(due))
        .onItemOrFailure()
        .transformToUni((told, failure) -> {
          if (failure == null) {
            return remove(due, told ? Outcome.ALLOWED : Outcome.FAILED);
          }
          boolean isLast = due.attempts() >= config.revocationTries();
          LOG.warnf(
              "a provider was not told of a revocation id=%s provider=%s attempts=%d last=%s",
              due.id(), due.provider(), due.attempts(), isLast);
          return isLast
              ? remove(due, Outcome.FAILED)
              : rows.asService().transaction(tx -> store.later(tx, due, pause(due.attempts())));
        });
  }

  /** Whether there was a provider to tell. */
  private Uni<Boolean> told(Due due) {
    return find(due)
        .filter(provider -> due.sealed() != null)
        .map(provider -> told(provider, opened(due)))
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  private Uni<Boolean> told(Provider.OAuth provider, Credentials.Tokens tokens) {
    URI endpoint = provider.revocationEndpoint();
    return endpoint == null
        ? Uni.createFrom().item(false)
        : call.revoke(provider, endpoint, tokens).replaceWith(true);
  }

  private Uni<Void> remove(Due due, Outcome outcome) {
    return rows.asService()
        .transaction(tx -> {
          if (due.sealed() != null) {
            record(tx, due, "integration.revoked_at_provider", outcome, outcome.wireName());
          }
          return store.remove(tx, due);
        });
  }

  private void record(Transaction tx, Due due, String action, Outcome outcome, String reason) {
    tx.record(
        events
            .of(action)
            .tenant(due.tenant())
            .target("integration", due.id(), due.name())
            .outcome(outcome)
            .meta("provider", due.provider())
            .meta("reason", reason)
            .build());
  }

  /** Doubled each time, and up to a fifth more: replicas and connections do not return together. */
  private Duration pause(int attempts) {
    long doubled = config.firstPause().toMillis() << Math.min(attempts - 1, 20);
    long pause = Math.min(doubled, config.longestPause().toMillis());
    return Duration.ofMillis(pause + random.nextLong(pause / 5 + 1));
  }
}
