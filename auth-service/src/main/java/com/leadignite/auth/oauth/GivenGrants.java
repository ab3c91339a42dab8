package com.leadignite.auth.oauth;

import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people let clients do, as they see it and take it back. */
@Singleton
final class GivenGrants {

  /** For as long as somebody may ask what was. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Rows rows;
  private final GrantStore grants;
  private final RequestStore requests;
  private final CodeStore codes;
  private final EndGrants endGrants;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  GivenGrants(
      Rows rows,
      GrantStore grants,
      RequestStore requests,
      CodeStore codes,
      EndGrants endGrants,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.grants = grants;
    this.requests = requests;
    this.codes = codes;
    this.endGrants = endGrants;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  Uni<List<GivenGrant>> list(Caller.Person person) {
    return grants.ofPerson(person.tenantId(), person.userId(), clock.instant());
  }

  /** Ends what the person let a client do; fails with not-found if that is nothing. */
  Uni<Void> revoke(Caller.Person person, UUID client) {
    return rows.asService()
        .transaction(tx ->
            endGrants
                .ofPerson(tx, person.tenantId(), person.userId(), client)
                .invoke(ended -> {
                  if (ended.isEmpty()) {
                    throw ChangeClient.notFound();
                  }
                  tx.record(events.of("oauth.grant.revoked").target("client", client).build());
                }))
        .chain(revokeTokens::publish);
  }

  @Scheduled(every = "10m", delayed = "10m", identity = "delete-over-oauth-grants")
  Uni<Void> deleteOver() {
    Instant now = clock.instant();
    Instant before = now.minus(KEPT);
    return grants
        .deleteOver(before)
        .chain(() -> codes.deleteExpired(before))
        .chain(() -> requests.deleteExpired(now));
  }
}
