package com.leadignite.auth.delegation;

import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ends what a person let clients of partners do, in all their organizations: whoever was in their
 * account may have consented to a client, and would act for them through it after every session is
 * over.
 */
@Singleton
public final class EndGivenGrants {

  private final GivenGrantStore store;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;

  EndGivenGrants(GivenGrantStore store, RevokeTokens revokeTokens, AuditEvents events) {
    this.store = store;
    this.revokeTokens = revokeTokens;
    this.events = events;
  }

  /**
   * Ends all of it, in a transaction that runs as the service and holds the account.
   *
   * @param why {@code signed_out} or {@code password_changed}
   * @return what to publish when the transaction has committed
   */
  public Uni<List<Revocation>> of(Transaction tx, UserId user, String why) {
    return store
        .endAllOf(tx, user, why)
        .chain(ended -> {
          if (ended.isEmpty()) {
            return Uni.createFrom().item(List.of());
          }
          int grants = ended.values().stream().mapToInt(List::size).sum();
          tx.record(
              events
                  .of("oauth.grant.revoked")
                  .target("user", user)
                  .meta("grants", grants)
                  .meta("reason", why)
                  .build());
          return revoke(tx, user, ended);
        });
  }

  private Uni<List<Revocation>> revoke(
      Transaction tx, UserId user, Map<TenantId, List<SessionId>> ended) {
    Uni<List<Revocation>> all = Uni.createFrom().item(List.of());
    for (Map.Entry<TenantId, List<SessionId>> each : ended.entrySet()) {
      all =
          all.chain(before ->
              revokeTokens
                  .ofSessions(tx, each.getKey(), user, each.getValue())
                  .map(more -> {
                    List<Revocation> both = new ArrayList<>(before);
                    both.addAll(more);
                    return both;
                  }));
    }
    return all;
  }
}
