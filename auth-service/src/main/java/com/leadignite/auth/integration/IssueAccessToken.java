package com.leadignite.auth.integration;

import com.leadignite.auth.integration.AccessStore.Used;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.seal.DecryptionFailed;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Gives services the access token of a connection, and nothing else of it. */
@Singleton
final class IssueAccessToken {

  /** Less is of no use: it would expire on its way. Of a token that lives no longer, half. */
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

  private static final String SOON = "2";
  private static final String WHEN_THE_PROVIDER_IS_BACK = "30";

  private final Rows rows;
  private final AccessStore store;
  private final DueStore dueStore;
  private final RefreshOne refreshOne;
  private final Detached detached;
  private final CredentialSeal seal;
  private final IntegrationConfig config;
  private final AuditEvents events;
  private final Clock clock;

  IssueAccessToken(
      Rows rows,
      AccessStore store,
      DueStore dueStore,
      RefreshOne refreshOne,
      Detached detached,
      CredentialSeal seal,
      IntegrationConfig config,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.dueStore = dueStore;
    this.refreshOne = refreshOne;
    this.detached = detached;
    this.seal = seal;
    this.config = config;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The access token; one that is about to end is refreshed first. Fails with not-found,
   * organization-suspended, integration-without-token, integration-ended, or unavailable while the
   * provider is.
   */
  Uni<IssuedToken> issue(TenantId tenant, UUID id) {
    return usable(tenant, id)
        .chain(integration ->
            isFresh(integration)
                ? Uni.createFrom().item(integration)
                : refreshed(tenant, integration))
        .chain(fresh -> rows.asService().transaction(tx -> issue(tx, tenant, id)));
  }

  private Uni<Integration> usable(TenantId tenant, UUID id) {
    return store
        .isSuspended(tenant)
        .invoke(suspended -> {
          if (suspended) {
            throw AuthProblem.ORGANIZATION_SUSPENDED.problem();
          }
        })
        .chain(() -> store.find(tenant, id))
        .map(found -> {
          Integration integration = found.orElseThrow(Disconnect::notFound);
          if (integration.kind() == IntegrationKind.API_KEY) {
            throw AuthProblem.INTEGRATION_WITHOUT_TOKEN.problem();
          }
          if (integration.status() == IntegrationStatus.RECONNECT_REQUIRED) {
            throw AuthProblem.INTEGRATION_ENDED.problem();
          }
          return integration;
        });
  }

  private boolean isFresh(Integration integration) {
    Instant end = integration.expiresAt();
    return end == null || end.isAfter(clock.instant().plus(shortestLife(integration)));
  }

  private static Duration shortestLife(Integration integration) {
    Instant end = integration.expiresAt();
    if (end == null) {
      return SHORTEST_LIFE;
    }
    Instant refreshed = integration.lastRefreshedAt();
    Instant connected = integration.connectedAt();
    Instant given = refreshed != null && refreshed.isAfter(connected) ? refreshed : connected;
    Duration half = Duration.between(given, end).dividedBy(2);
    return half.compareTo(SHORTEST_LIFE) < 0 ? half : SHORTEST_LIFE;
  }

  private Uni<Integration> refreshed(TenantId tenant, Integration expired) {
    UUID id = expired.id();
    Instant valid = clock.instant().plus(shortestLife(expired));
    return detached
        .run(() ->
            dueStore
                .takeNow(tenant, id, config.lease(), valid)
                .chain(taken ->
                    taken.map(refreshOne::run).orElseGet(() -> Uni.createFrom().voidItem())))
        .chain(() -> usable(tenant, id))
        .invoke(integration -> {
          if (!isFresh(integration)) {
            throw unavailable(integration);
          }
        });
  }

  private Uni<IssuedToken> issue(Transaction tx, TenantId tenant, UUID id) {
    return store
        .use(tx, tenant, id, clock.instant())
        .map(found -> {
          Used used = found.orElseThrow(Disconnect::notFound);
          tx.record(
              events
                  .of("integration.token_issued")
                  .tenant(tenant)
                  .target("integration", id, used.integration().name())
                  .meta("provider", used.integration().provider())
                  .build());
          return token(tenant, used);
        });
  }

  private IssuedToken token(TenantId tenant, Used used) {
    Integration of = used.integration();
    return switch (opened(tenant, used)) {
      case Credentials.Tokens tokens ->
          new IssuedToken(
              tokens.accessToken(),
              "Bearer",
              used.expiresAt(),
              of.provider(),
              of.account(),
              of.scopes());
      case Credentials.Key _ -> throw AuthProblem.INTEGRATION_WITHOUT_TOKEN.problem();
    };
  }

  private Credentials opened(TenantId tenant, Used used) {
    try {
      return seal.open(tenant, used.integration().id(), used.sealed().getBytes());
    } catch (DecryptionFailed e) {
      throw new Problem(CommonProblem.UNAVAILABLE, "The credentials cannot be read.", e)
          .header("Retry-After", "300");
    }
  }

  /** Unless it fails, another request or replica is refreshing it at this moment. */
  private static Problem unavailable(Integration integration) {
    return integration.status() == IntegrationStatus.FAILING
        ? new Problem(
                CommonProblem.UNAVAILABLE,
                "The token has expired, and the provider does not answer.")
            .header("Retry-After", WHEN_THE_PROVIDER_IS_BACK)
        : new Problem(CommonProblem.UNAVAILABLE, "The token has expired and is being refreshed.")
            .header("Retry-After", SOON);
  }
}
