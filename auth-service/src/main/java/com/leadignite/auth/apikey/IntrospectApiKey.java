package com.leadignite.auth.apikey;

import com.leadignite.auth.apikey.ApiKeyPolicy.Refusal;
import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.guard.apikey.ApiKeyGrant;
import com.leadignite.guard.apikey.ApiKeySource;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a key permits now, and the record of its uses: not of each, which would cost a write per
 * request, but of the first, of those from another network, and otherwise every ten minutes.
 */
@Singleton
final class IntrospectApiKey implements ApiKeySource {

  static final Duration COARSE = Duration.ofMinutes(10);

  private final Rows rows;
  private final IntrospectionStore store;
  private final AuditEvents events;
  private final Clock clock;

  IntrospectApiKey(Rows rows, IntrospectionStore store, AuditEvents events, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Uni<Optional<ApiKeyGrant>> find(String digest, ClientAddress from) {
    byte[] hash = HexFormat.of().parseHex(digest);
    return store
        .find(hash)
        .chain(found ->
            found
                .map(shown -> judge(shown, hash, from))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<ApiKeyGrant>> judge(ShownApiKey shown, byte[] hash, ClientAddress from) {
    Instant now = clock.instant();
    Refusal refusal = ApiKeyPolicy.refusal(shown, now);
    if (refusal != null) {
      return rows.asService()
          .transaction(tx -> refuse(tx, shown, refusal, from, now))
          .replaceWith(Optional.empty());
    }
    ApiKeyGrant grant = grant(shown, Objects.requireNonNull(shown.owner()));
    return isWorthNoting(shown, from, now)
        ? rows.asService()
            .transaction(tx -> note(tx, shown, hash, from, now))
            .replaceWith(Optional.of(grant))
        : Uni.createFrom().item(Optional.of(grant));
  }

  private static ApiKeyGrant grant(ShownApiKey shown, ShownApiKey.Ownership owner) {
    StoredApiKey key = shown.key();
    Role role = DelegationPolicy.lower(key.role(), owner.role());
    return new ApiKeyGrant(
        key.id(),
        key.ownerId(),
        shown.tenantId(),
        role,
        Scope.names(DelegationPolicy.effective(key.scopes(), role).stream())
            .collect(Collectors.toUnmodifiableSet()),
        owner.since(),
        shown.ownerEmail(),
        key.addresses(),
        shown.expiresAt(),
        shown.readAt());
  }

  /**
   * A use from where the key may not be used is refused, and recorded, by the service it was for.
   */
  private static boolean isWorthNoting(ShownApiKey shown, ClientAddress from, Instant now) {
    StoredApiKey key = shown.key();
    boolean allowed =
        key.addresses().isEmpty()
            || key.addresses().stream().anyMatch(each -> Cidr.parse(each).contains(from.value()));
    Instant last = key.lastUsedAt();
    return allowed
        && (last == null
            || (shown.isCurrent() && shown.isUnseen())
            || !last.plus(COARSE).isAfter(now)
            || !shown.networks().contains(from.network()));
  }

  private Uni<Void> note(
      Transaction tx, ShownApiKey shown, byte[] hash, ClientAddress from, Instant now) {
    return store
        .use(tx, shown, hash, from.network(), now)
        .invoke(use -> {
          if (use.first()) {
            tx.record(event("api_key.first_used", shown, from).build());
          } else if (use.fromNewNetwork()) {
            tx.record(event("api_key.used_from_new_address", shown, from).build());
          }
        })
        .replaceWithVoid();
  }

  private Uni<Void> refuse(
      Transaction tx, ShownApiKey shown, Refusal refusal, ClientAddress from, Instant now) {
    return store
        .refuse(tx, shown, now)
        .invoke(again -> {
          if (again) {
            tx.record(
                event("api_key.refused", shown, from)
                    .outcome(Outcome.DENIED)
                    .meta("reason", refusal.name().toLowerCase(Locale.ROOT))
                    .build());
          }
        })
        .replaceWithVoid();
  }

  private AuditEvents.Builder event(String action, ShownApiKey shown, ClientAddress from) {
    StoredApiKey key = shown.key();
    return events
        .of(action)
        .actor("user", key.ownerId().toString(), shown.ownerEmail())
        .tenant(shown.tenantId())
        .target("api_key", key.id(), key.name())
        .meta("used_from", from.text());
  }
}
