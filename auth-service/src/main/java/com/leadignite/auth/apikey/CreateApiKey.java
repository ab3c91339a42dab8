package com.leadignite.auth.apikey;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.StepUp;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes API keys. */
@Singleton
final class CreateApiKey {

  private final Rows rows;
  private final ApiKeyStore store;
  private final ApiKeySecrets secrets;
  private final ApiKeySettings settings;
  private final StepUp stepUp;
  private final SecurityNotices notices;
  private final AuditEvents events;
  private final Ids ids;

  CreateApiKey(
      Rows rows,
      ApiKeyStore store,
      ApiKeySecrets secrets,
      ApiKeySettings settings,
      StepUp stepUp,
      SecurityNotices notices,
      AuditEvents events,
      Ids ids) {
    this.rows = rows;
    this.store = store;
    this.secrets = secrets;
    this.settings = settings;
    this.stepUp = stepUp;
    this.notices = notices;
    this.events = events;
    this.ids = ids;
  }

  /**
   * Makes a key and tells its owner by mail. Fails with validation-failed, too-many-api-keys or
   * session-not-found, and for an admin as an admin route does without a second factor or a fresh
   * sign-in.
   */
  Uni<IssuedApiKey> create(Caller.Person caller, NewApiKey wanted) {
    secrets.requireSure(caller);
    refuse(caller, wanted.scopes());
    KeyAddresses.check(wanted.addresses());
    NewSecret secret = secrets.next(wanted.expiresAt());
    StoredApiKey key =
        new StoredApiKey(
            ids.next(),
            caller.userId(),
            wanted.name(),
            secret.hint(),
            DelegationPolicy.lower(caller.role(), caller.role()),
            wanted.scopes().stream().distinct().toList(),
            wanted.addresses(),
            secret.madeAt(),
            null,
            secret.expiresAt(),
            null,
            null);
    return rows.asService()
        .transaction(tx ->
            stepUp
                .hold(tx, caller)
                .chain(() -> bound(tx, caller, secret.madeAt()))
                .chain(() -> store.insert(tx, caller, key, secret))
                .chain(() -> announce(tx, caller, key)))
        .replaceWith(new IssuedApiKey(secret.secret(), key));
  }

  private static void refuse(Caller.Person caller, List<Scope> scopes) {
    for (Scope scope : scopes) {
      if (!DelegationPolicy.mayGive(caller, scope)) {
        throw Violations.of("scopes", "must be scopes that you hold and a key can have");
      }
    }
  }

  private Uni<Void> bound(Transaction tx, Caller.Person caller, Instant now) {
    return store
        .deleteEndedBefore(tx, caller, now.minus(settings.keptAfterEnd()))
        .chain(() -> store.count(tx, caller, now))
        .invoke(valid -> {
          if (valid >= settings.perOwner()) {
            throw AuthProblem.TOO_MANY_API_KEYS.problem();
          }
        })
        .replaceWithVoid();
  }

  private Uni<Void> announce(Transaction tx, Caller.Person caller, StoredApiKey key) {
    tx.record(
        events
            .of("api_key.created")
            .target("api_key", key.id(), key.name())
            .meta("scopes", Scope.names(key.scopes().stream()).toList())
            .meta("addresses", key.addresses())
            .meta("expires_at", key.expiresAt().toString())
            .build());
    return notices.apiKeyCreated(tx, EmailAddress.parse(caller.email()).orElse(null), key.name());
  }
}
