package com.leadignite.leads.member;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.member.Memberships;
import com.leadignite.leads.body.Errors;
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
 * Asks auth-service who is a member of an organization, when somebody is newly named: as assignee,
 * as owner, in a team. A member is believed for some seconds; nobody else is remembered, so that
 * whoever joins is one at once. Where the question is not answered, the answer is 503: somebody
 * else's people must not get hold of a lead because a service was away.
 */
@Singleton
public final class Members {

  private static final int MOST = 10_000;

  private final BelievedConfig config;
  private final Memberships memberships;
  private final Clock clock;
  private final BoundedCache<Long> believedUntil = new BoundedCache<>(MOST);

  Members(BelievedConfig config, Memberships memberships, Clock clock) {
    this.config = config;
    this.memberships = memberships;
    this.clock = clock;
  }

  /**
   * Does work that may find out that people have to be asked for. It runs in a transaction, which
   * must not be kept open for a question to another service: so it ends, and the work is done once
   * more with the answer.
   *
   * @param work is given who was asked for and is a member, and calls {@link #mustBeAsked}
   * @return fails with {@code validation-failed} for whoever is no member, and with {@code
   *     unavailable} where it cannot be told
   */
  public <T> Uni<T> vouching(TenantId tenant, Function<Set<UUID>, Uni<T>> work) {
    return work.apply(Set.of())
        .onFailure(NotAsked.class)
        .recoverWithUni(unknown -> {
          Map<String, UUID> people = unknown.people();
          return require(tenant, people).chain(() -> work.apply(Set.copyOf(people.values())));
        });
  }

  /**
   * Ends work in which people are named who were not asked for yet. Whoever names themselves need
   * not be: their token says it, and would have been taken back.
   *
   * @param people by the member of the body that names them
   * @param asked as {@link #vouching} gave it
   */
  public void mustBeAsked(Caller.Person caller, Map<String, UUID> people, Set<UUID> asked) {
    Map<String, UUID> unknown = new LinkedHashMap<>(people);
    unknown
        .values()
        .removeIf(user ->
            user.equals(caller.userId().value())
                || asked.contains(user)
                || isBelieved(caller.tenantId(), user));
    if (!unknown.isEmpty()) {
      throw new NotAsked(unknown);
    }
  }

  /** Whether somebody is a member; fails with {@code unavailable} where it cannot be told. */
  public Uni<Boolean> isMember(TenantId tenant, UUID user) {
    long asked = clock.millis();
    return isBelieved(tenant, user)
        ? Uni.createFrom().item(true)
        : memberships.role(tenant, user).map(role -> believe(tenant, user, asked, role));
  }

  private Uni<Void> require(TenantId tenant, Map<String, UUID> people) {
    Errors errors = new Errors();
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
    return asked.invoke(errors::throwIfAny);
  }

  private boolean believe(TenantId tenant, UUID user, long asked, Optional<Role> role) {
    if (role.isPresent()) {
      believedUntil.put(key(tenant, user), asked + config.believed().toMillis());
    }
    return role.isPresent();
  }

  private boolean isBelieved(TenantId tenant, UUID user) {
    Long until = believedUntil.get(key(tenant, user));
    return until != null && clock.millis() < until;
  }

  private static String key(TenantId tenant, UUID user) {
    return tenant + "/" + user;
  }
}
