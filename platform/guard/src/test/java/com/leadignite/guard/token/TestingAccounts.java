package com.leadignite.guard.token;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knows the identities that tests linked, and who asked for what. */
@Singleton
public class TestingAccounts implements AccountSource {

  private final Map<String, AccountGrant> accounts = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<String> askedIssuers = new HashSet<>();
  private volatile @Nullable RuntimeException failure;

  /** A new account in a new organization, as it was read at a time. */
  public static AccountGrant account(Role role, Instant readAt) {
    return new AccountGrant(
        new UserId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        role,
        Scope.names(Scope.of(role).stream()).collect(Collectors.toUnmodifiableSet()),
        Instant.EPOCH,
        "somebody@example.org",
        false,
        readAt);
  }

  /** The account as it is after a change of role and second factor, read at another time. */
  public static AccountGrant changed(
      AccountGrant account, Role role, boolean secondFactorRequired, Instant readAt) {
    Set<String> scopes =
        Scope.names(Scope.of(role).stream()).collect(Collectors.toUnmodifiableSet());
    return new AccountGrant(
        account.userId(),
        account.tenantId(),
        role,
        scopes,
        account.memberSince(),
        account.email(),
        secondFactorRequired,
        readAt);
  }

  /** What an identity's account is from now on. */
  public void link(String provider, String subject, AccountGrant account) {
    accounts.put(provider + ' ' + subject, account);
  }

  /** Takes an identity away. */
  public void unlink(String provider, String subject) {
    accounts.remove(provider + ' ' + subject);
  }

  /** What looking an account up fails with from now on; null if it does not. */
  public void failWith(@Nullable RuntimeException failure) {
    this.failure = failure;
  }

  /** How often an identity was looked up. */
  public synchronized long timesAsked(String provider, String subject) {
    return asked.stream().filter((provider + ' ' + subject)::equals).count();
  }

  /** Whose identities were looked up. */
  synchronized Set<String> askedIssuers() {
    return Set.copyOf(askedIssuers);
  }

  @Override
  public synchronized Uni<Optional<AccountGrant>> find(FederatedIdentity identity) {
    String name = identity.provider() + ' ' + identity.subject();
    asked.add(name);
    askedIssuers.add(identity.issuer());
    RuntimeException fails = failure;
    return fails != null
        ? Uni.createFrom().failure(fails)
        : Uni.createFrom().item(Optional.ofNullable(accounts.get(name)));
  }
}
