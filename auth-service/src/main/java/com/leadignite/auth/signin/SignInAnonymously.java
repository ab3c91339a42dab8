package com.leadignite.auth.signin;

import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Makes an account for somebody who shows nothing, and opens its only session. It has the least
 * role in an organization of its own, no scope, and is refused by every endpoint that does not say
 * otherwise, until it is given an address (docs/decisions/024-anonymous-accounts.md).
 */
@Singleton
public final class SignInAnonymously {

  private final Rows rows;
  private final AnonymousAccountStore accounts;
  private final OrganizationStore organizations;
  private final OpenSession openSession;
  private final BeforeUserCreated beforeUserCreated;
  private final AuditEvents events;
  private final SignUpConfig signUp;
  private final AnonymousConfig config;
  private final Ids ids;
  private final Clock clock;

  SignInAnonymously(
      Rows rows,
      AnonymousAccountStore accounts,
      OrganizationStore organizations,
      OpenSession openSession,
      BeforeUserCreated beforeUserCreated,
      AuditEvents events,
      SignUpConfig signUp,
      AnonymousConfig config,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.organizations = organizations;
    this.openSession = openSession;
    this.beforeUserCreated = beforeUserCreated;
    this.events = events;
    this.signUp = signUp;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Signs in.
   *
   * @param data what the person says of themselves
   * @return fails with anonymous-disabled or sign-up-closed
   */
  public Uni<SessionTokens> signIn(Map<String, Object> data) {
    if (!config.enabled()) {
      return Uni.createFrom().failure(AuthProblem.ANONYMOUS_DISABLED.problem());
    }
    if (signUp.signUpMode() != SignUpMode.OPEN) {
      return Uni.createFrom().failure(AuthProblem.SIGN_UP_CLOSED.problem());
    }
    UserMetadata.check(data);
    return beforeUserCreated
        .ask(null, data)
        .chain(() -> rows.asService().transaction(tx -> make(tx, data)));
  }

  private Uni<SessionTokens> make(Transaction tx, Map<String, Object> data) {
    Instant now = clock.instant();
    TenantId tenant = new TenantId(ids.next());
    UserId user = new UserId(ids.next());
    tx.record(
        events
            .of("auth.signup")
            .actor("user", user.toString(), null)
            .tenant(tenant)
            .target("user", user)
            .meta("method", AuthenticationMethod.ANONYMOUS.wireName())
            .build());
    return organizations
        .insert(tx, tenant, AnonymousAccountStore.ORGANIZATION, now)
        .chain(() -> accounts.insert(tx, user, tenant, data, now))
        .chain(() -> openSession.anonymously(tx, user));
  }
}
