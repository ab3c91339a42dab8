package com.leadignite.leads.member;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.member.Membership;
import com.leadignite.guard.member.Memberships;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Checks with auth-service that a person who is newly named, as assignee, as owner or in a team, is
 * a member of the organization. A member is cached for some seconds; others are not, so that a
 * person who joins is a member at once. If auth-service does not answer, the request fails with
 * 503: a lead must not get into the hands of outsiders because a service is unavailable.
 */
@Singleton
public final class MembershipCheck {

  private static final int MOST = 10_000;

  private final MembershipCacheConfig config;
  private final Memberships memberships;
  private final Clock clock;
  private final BoundedCache<Long> memberUntil = new BoundedCache<>(MOST);

  MembershipCheck(MembershipCacheConfig config, Memberships memberships, Clock clock) {
    this.config = config;
    this.memberships = memberships;
    this.clock = clock;
  }

  /**
   * Does work that may name people who have to be checked. The work runs in a transaction, which
   * must not stay open during a call to another service: it is rolled back, and done again once the
   * people are checked.
   *
   * @param work is given the people who were checked and are members, and calls {@link
   *     #requireChecked}
   * @return fails with {@code validation-failed} for a person who is not a member, and with {@code
   *     unavailable} if auth-service does not answer
   */
  public <T> Uni<T> withChecked(TenantId tenant, Function<Set<UUID>, Uni<T>> work) {
    return work.apply(Set.of())
        .onFailure(UncheckedMembers.class)
        .recoverWithUni(unknown -> {
          Map<String, UUID> people = unknown.people();
          return require(tenant, people).chain(() -> work.apply(Set.copyOf(people.values())));
        });
  }

  /**
   * Ends work that names people who have not been checked yet. Callers who name themselves need no
   * check: their token says that they are members, and is revoked when they no longer are.
   *
   * @param people by the member of the body that names them
   * @param checked as {@link #withChecked} gave it
   */
  public void requireChecked(Caller.Person caller, Map<String, UUID> people, Set<UUID> checked) {
    Map<String, UUID> others = new LinkedHashMap<>(people);
    others.values().removeIf(caller.userId().value()::equals);
    requireChecked(caller.tenantId(), others, checked);
  }

  /** As above, for work that a service of the platform does for an organization. */
  public void requireChecked(TenantId tenant, Map<String, UUID> people, Set<UUID> checked) {
    Map<String, UUID> unknown = new LinkedHashMap<>(people);
    unknown.values().removeIf(user -> checked.contains(user) || isCached(tenant, user));
    if (!unknown.isEmpty()) {
      throw new UncheckedMembers(unknown);
    }
  }

  /**
   * Whether somebody is a member; fails with {@code unavailable} if auth-service does not answer.
   */
  private Uni<Boolean> isMember(TenantId tenant, UUID user) {
    long asked = clock.millis();
    return isCached(tenant, user)
        ? Uni.createFrom().item(true)
        : memberships.role(tenant, user).map(role -> cache(tenant, user, asked, role));
  }

  /**
   * Somebody as a member, not from the cache: whoever left and came back is another member.
   *
   * @return fails with {@code unavailable} if auth-service does not answer
   */
  public Uni<Optional<Membership>> member(TenantId tenant, UUID user) {
    return memberships.of(tenant, user);
  }

  private Uni<Void> require(TenantId tenant, Map<String, UUID> people) {
    Violations errors = new Violations();
    Uni<Void> asked = Uni.createFrom().voidItem();
    for (Map.Entry<String, UUID> each : people.entrySet()) {
      asked =
          asked
              .chain(() -> isMember(tenant, each.getValue()))
              .invoke(member -> {
                if (!member) {
                  errors.add(each.getKey(), "must be a member of the organization");
                }
              })
              .replaceWithVoid();
    }
    return asked.invoke(() -> {
      if (!errors.isEmpty()) {
        throw errors.asProblem().refusedFor("names a person who is not a member");
      }
    });
  }

  private boolean cache(TenantId tenant, UUID user, long asked, Optional<Role> role) {
    if (role.isPresent()) {
      memberUntil.put(key(tenant, user), asked + config.lifetime().toMillis());
    }
    return role.isPresent();
  }

  private boolean isCached(TenantId tenant, UUID user) {
    Long until = memberUntil.get(key(tenant, user));
    return until != null && clock.millis() < until;
  }

  private static String key(TenantId tenant, UUID user) {
    return tenant + "/" + user;
  }
}
