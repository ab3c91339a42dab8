package com.leadignite.auth.oauth;

import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends what clients may do for people, and the tokens of it. Publish what it answers. */
@Singleton
final class EndGrants {

  private final GrantStore store;
  private final RevokeTokens revokeTokens;

  EndGrants(GrantStore store, RevokeTokens revokeTokens) {
    this.store = store;
    this.revokeTokens = revokeTokens;
  }

  /** A grant that just ended. */
  record Ended(UUID id, UserId user) {}

  /** Ends every grant of a client. */
  Uni<List<Revocation>> ofClient(Transaction tx, TenantId tenant, UUID client) {
    return store
        .endAll(tx, tenant, client, EndReason.CLIENT_DISABLED)
        .chain(ended -> revoke(tx, tenant, ended));
  }

  /**
   * Takes scopes out of a client's tokens: its own end, and for the people who gave them everything
   * that was issued until now does, so that it is issued anew with what is left.
   */
  Uni<List<Revocation>> ofScopes(
      Transaction tx, TenantId tenant, UUID client, Collection<Scope> lost) {
    return lost.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .endOwn(tx, tenant, client, lost, EndReason.REVOKED)
            .chain(ended -> revoke(tx, tenant, ended))
            .chain(own ->
                store
                    .givers(tx, tenant, client, lost)
                    .chain(users -> revokeTokens.ofTenant(tx, tenant, users))
                    .map(given -> Stream.concat(own.stream(), given.stream()).toList()));
  }

  /** Ends a person's grants to a client. */
  Uni<List<Revocation>> ofPerson(Transaction tx, TenantId tenant, UserId user, UUID client) {
    return store.endOf(tx, tenant, user, client).chain(ended -> revoke(tx, tenant, ended));
  }

  /** Ends one grant; nothing happens if it has ended. */
  Uni<List<Revocation>> one(Transaction tx, TenantId tenant, UUID grant, EndReason why) {
    return store.end(tx, grant, why).chain(ended -> revoke(tx, tenant, ended));
  }

  private Uni<List<Revocation>> revoke(Transaction tx, TenantId tenant, List<Ended> ended) {
    Map<UserId, List<SessionId>> byUser =
        ended.stream()
            .collect(
                Collectors.groupingBy(
                    Ended::user,
                    Collectors.mapping(each -> new SessionId(each.id()), Collectors.toList())));
    return revokeTokens.ofSessions(tx, tenant, byUser);
  }
}
