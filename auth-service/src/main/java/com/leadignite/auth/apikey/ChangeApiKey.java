package com.leadignite.auth.apikey;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Changes keys and ends them, in all services at once: what they remember of a key is outdated when
 * the {@link Uni} completes. Each fails with not-found if the caller sees no such key.
 */
@Singleton
final class ChangeApiKey {

  private final Rows rows;
  private final ApiKeyStore store;
  private final ApiKeySecretStore secretStore;
  private final ApiKeySecrets secrets;
  private final ApiKeySettings settings;
  private final StepUp stepUp;
  private final SecurityNotices notices;
  private final RevokeTokens revokeTokens;
  private final Revocations revocations;
  private final AuditEvents events;
  private final Clock clock;

  ChangeApiKey(
      Rows rows,
      ApiKeyStore store,
      ApiKeySecretStore secretStore,
      ApiKeySecrets secrets,
      ApiKeySettings settings,
      StepUp stepUp,
      SecurityNotices notices,
      RevokeTokens revokeTokens,
      Revocations revocations,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.secretStore = secretStore;
    this.secrets = secrets;
    this.settings = settings;
    this.stepUp = stepUp;
    this.notices = notices;
    this.revokeTokens = revokeTokens;
    this.revocations = revocations;
    this.events = events;
    this.clock = clock;
  }

  /** Renames a key of the caller's, narrows its scopes, or changes where it may be used from. */
  Uni<StoredApiKey> change(Caller.Person caller, UUID id, MergePatch<ApiKeyChange> patch) {
    secrets.requireSure(caller);
    return rows.asService()
        .transaction(tx ->
            own(tx, caller, id)
                .chain(key -> {
                  ApiKeyChange wanted = patch.apply(key.changeable());
                  check(key, wanted);
                  record(tx, key, wanted);
                  return store.change(tx, caller, id, wanted);
                }))
        .call(() -> renew(caller, id));
  }

  private static void check(StoredApiKey key, ApiKeyChange wanted) {
    if (!key.scopes().containsAll(wanted.scopes())) {
      throw Violations.of("scopes", "can be taken away only: make another key for more");
    }
    KeyAddresses.check(wanted.addresses());
  }

  private void record(Transaction tx, StoredApiKey key, ApiKeyChange wanted) {
    tx.record(
        events
            .of("api_key.changed")
            .target("api_key", key.id(), wanted.name())
            .change("name", key.name(), wanted.name())
            .change("scopes", names(key.scopes()), names(wanted.scopes()))
            .change("addresses", key.addresses(), wanted.addresses())
            .build());
  }

  private static List<String> names(List<Scope> scopes) {
    return Scope.names(scopes.stream()).toList();
  }

  /**
   * Replaces the secret of a key of the caller's, and tells them by mail. If the answer is lost,
   * call it again: see {@link ApiKeySecretStore#rotate}.
   */
  Uni<IssuedApiKey> rotate(Caller.Person caller, UUID id, ApiKeyRotation wanted) {
    secrets.requireSure(caller);
    Duration overlap = Duration.ofSeconds(wanted.overlapSeconds());
    if (overlap.compareTo(settings.maxOverlap()) > 0) {
      throw Violations.of(
          "overlap_seconds", "must be " + settings.maxOverlap().toSeconds() + " at most");
    }
    NewSecret next = secrets.next(wanted.expiresAt());
    return rows.asService()
        .transaction(tx ->
            own(tx, caller, id)
                .chain(key -> {
                  Instant until = earlier(next.madeAt().plus(overlap), key.expiresAt());
                  tx.record(
                      events
                          .of("api_key.rotated")
                          .target("api_key", id, key.name())
                          .change(
                              "expires_at", key.expiresAt().toString(), next.expiresAt().toString())
                          .meta("previous_expires_at", until.toString())
                          .build());
                  return secretStore
                      .rotate(tx, caller, id, next, until)
                      .call(() ->
                          notices.apiKeyRotated(
                              tx, EmailAddress.parse(caller.email()).orElse(null), key.name()));
                }))
        .call(() -> renew(caller, id))
        .map(key -> new IssuedApiKey(next.secret(), key));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Ends a key: one of the caller's, or any of the organization for its admins. Fails with
   * unavailable, 503, if it is not certain yet that all services refuse it.
   */
  Uni<Void> revoke(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .transaction(tx ->
            store
                .hold(tx, caller, id)
                .map(found ->
                    found
                        .filter(key -> ApiKeyPolicy.mayRevoke(caller, key.ownerId()))
                        .orElseThrow(ChangeApiKey::notFound))
                .chain(key -> revoke(tx, caller, key)))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> revoke(Transaction tx, Caller.Person caller, StoredApiKey key) {
    tx.record(
        events
            .of("api_key.revoked")
            .target("api_key", key.id(), key.name())
            .target("user", key.ownerId())
            .build());
    return store
        .revoke(tx, caller, key.id(), clock.instant())
        .chain(() ->
            revokeTokens.ofSessions(
                tx, caller.tenantId(), key.ownerId(), List.of(new SessionId(key.id()))));
  }

  /** The session may have ended since the request began: then its token changes nothing (B25). */
  private Uni<StoredApiKey> own(Transaction tx, Caller.Person caller, UUID id) {
    return stepUp
        .hold(tx, caller)
        .chain(() -> store.hold(tx, caller, id))
        .map(found -> {
          StoredApiKey key =
              found
                  .filter(each -> ApiKeyPolicy.mayRevoke(caller, each.ownerId()))
                  .orElseThrow(ChangeApiKey::notFound);
          if (!key.ownerId().equals(caller.userId())) {
            throw new Problem(CommonProblem.FORBIDDEN, "Only its owner may. You can revoke it.");
          }
          if (!holds(caller, key)) {
            throw new Problem(
                CommonProblem.INSUFFICIENT_SCOPE, "Your token has fewer scopes than the key.");
          }
          return key;
        });
  }

  /** A token of another issuer may have fewer scopes than its person: it gets no more by a key. */
  private static boolean holds(Caller.Person caller, StoredApiKey key) {
    return DelegationPolicy.effective(key.scopes(), caller.role()).stream()
        .allMatch(scope -> caller.has(scope.wireName()));
  }

  /** After the commit: what is read from then on is what was stored. */
  private Uni<Void> renew(Caller.Person owner, UUID id) {
    return revokeTokens.databaseTime().chain(now -> revocations.renewApiKey(owner.key(), id, now));
  }

  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such API key.");
  }
}
