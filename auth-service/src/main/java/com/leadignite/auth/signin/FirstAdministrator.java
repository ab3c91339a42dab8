package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.NewAccount;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.Passwords;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the first platform administrator, if there is none. */
@Singleton
final class FirstAdministrator {

  private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String ORGANIZATION = "Platform";

  private final Rows rows;
  private final AccountStore accounts;
  private final OrganizationStore organizations;
  private final NewPasswords newPasswords;
  private final Passwords passwords;
  private final AuditEvents events;
  private final SignUpConfig.FirstAdmin config;
  private final Ids ids;
  private final Clock clock;

  FirstAdministrator(
      Rows rows,
      AccountStore accounts,
      OrganizationStore organizations,
      NewPasswords newPasswords,
      Passwords passwords,
      AuditEvents events,
      SignUpConfig config,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.organizations = organizations;
    this.newPasswords = newPasswords;
    this.passwords = passwords;
    this.events = events;
    this.config = config.firstAdmin();
    this.ids = ids;
    this.clock = clock;
  }

  void start(@Observes StartupEvent start) {
    Optional<String> email = config.email();
    // A secret that is not set is there, with nothing in it.
    Optional<String> password = config.password().map(Secret::get);
    if (email.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException(
          "leadignite.auth.first-admin.email and .password must both be set, or neither");
    }
    if (email.isPresent()) {
      ensure(email.get(), password.orElseThrow()).await().atMost(TIMEOUT);
    }
  }

  private Uni<Void> ensure(String address, String secret) {
    EmailAddress email =
        EmailAddress.parse(address)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "leadignite.auth.first-admin.email must be an e-mail address"));
    Password password =
        Password.of(secret)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "leadignite.auth.first-admin.password must be a password"));
    return isNeeded(email)
        .chain(needed ->
            needed
                ? hash(email, password).chain(phc -> make(email, phc))
                : Uni.createFrom().voidItem());
  }

  /**
   * Hashes, and may ask a server of others, between two transactions: none stays open meanwhile.
   * Replicas that start together all come that far; the second transaction looks again.
   */
  private Uni<Boolean> isNeeded(EmailAddress email) {
    return rows.asService().transaction(tx -> isNeeded(tx, email));
  }

  /**
   * Accounts that people made before are no reason to have no administrator. One that has the very
   * address is not promoted: a stranger may hold it.
   */
  private Uni<Boolean> isNeeded(Transaction tx, EmailAddress email) {
    return accounts
        .isAnyAdministrator(tx)
        .chain(any ->
            any
                ? Uni.createFrom().item(false)
                : accounts.isTaken(tx, email).map(FirstAdministrator::isFree));
  }

  private static boolean isFree(boolean taken) {
    if (taken) {
      LOG.error(
          "there is no platform administrator: the address in leadignite.auth.first-admin.email has"
              + " an account already, which is not made one; configure another address");
    }
    return !taken;
  }

  private Uni<String> hash(EmailAddress email, Password password) {
    return newPasswords
        .accept(password, email, List.of(), () -> passwords.hash(password))
        .onFailure(Problem.class)
        .transform(weak ->
            new IllegalArgumentException(
                "leadignite.auth.first-admin.password: " + weak.getMessage(), weak));
  }

  private Uni<Void> make(EmailAddress email, String phc) {
    return rows.asService()
        .transaction(tx ->
            isNeeded(tx, email)
                .chain(needed -> needed ? make(tx, email, phc) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> make(Transaction tx, EmailAddress email, String phc) {
    Instant now = clock.instant();
    TenantId tenant = new TenantId(ids.next());
    UserId user = new UserId(ids.next());
    NewAccount account =
        new NewAccount(
            user,
            tenant,
            Role.PLATFORM_ADMIN,
            email,
            phc,
            true,
            Map.of(),
            Identity.email(ids.next(), user, Map.of(), now));
    tx.record(
        events
            .of("auth.first_admin.created")
            .tenant(tenant)
            .target("user", user, email.value())
            .build());
    LOG.infof("made the first platform administrator user_id=%s", user);
    return organizations
        .insert(tx, tenant, ORGANIZATION, now)
        .chain(() -> accounts.insert(tx, account, now));
  }
}
