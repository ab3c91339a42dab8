package com.leadignite.webhook.source;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RedisUnavailable;
import com.leadignite.guard.member.Memberships;
import com.leadignite.guard.member.Standing;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.revocation.MembershipChanges;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Tells whether the authors of a source's secrets may still make sources. They have seen the
 * secret: otherwise somebody who was demoted, removed or suspended could keep sending webhooks.
 */
@Singleton
final class SecretAuthors {

  /** As long as an access token lives, and with it any other role that was taken away. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final int MOST = 10_000;

  private final BiFunction<TenantId, UUID, Uni<Standing>> memberships;
  private final Changes changes;
  private final Duration believed;
  private final Clock clock;
  private final BoundedCache<Known> known = new BoundedCache<>(MOST);

  @Inject
  SecretAuthors(
      Memberships memberships, MembershipChanges changes, SourceConfig config, Clock clock) {
    this(memberships::standing, changes::since, config.authorBelieved(), clock);
  }

  SecretAuthors(
      BiFunction<TenantId, UUID, Uni<Standing>> memberships,
      Changes changes,
      Duration believed,
      Clock clock) {
    this.memberships = memberships;
    this.changes = changes;
    this.believed = believed;
    this.clock = clock;
  }

  /** Whether something was taken from a member since a moment. */
  @FunctionalInterface
  interface Changes {
    Uni<Boolean> since(TenantId tenant, UUID user, Instant readAt);
  }

  private record Author(TenantId tenant, UUID user) {

    @Override
    public String toString() {
      return tenant + "/" + user;
    }
  }

  private record Known(Standing standing, Instant asked) {

    boolean may() {
      return standing.membership().map(each -> mayMakeSources(each.role())).orElse(false);
    }
  }

  /**
   * The authors who may make sources now, as of some seconds ago unless something was taken from
   * them since; while auth-service does not answer, as of some minutes ago. Fails with {@code
   * unavailable}, 503, if there is no answer that recent, and while the organization is suspended:
   * senders retry, and lose nothing.
   */
  Uni<Set<UUID>> whoMay(TenantId tenant, Set<UUID> authors) {
    Set<UUID> those = new HashSet<>();
    Uni<Void> asked = Uni.createFrom().voidItem();
    for (UUID author : authors) {
      asked =
          asked
              .chain(() -> known(new Author(tenant, author)))
              .invoke(found -> {
                if (found.standing().suspended()) {
                  throw suspended();
                }
                if (found.may()) {
                  those.add(author);
                }
              })
              .replaceWithVoid();
    }
    return asked.replaceWith(those);
  }

  private Uni<Known> known(Author author) {
    Instant now = clock.instant();
    Known last = known.get(author.toString());
    if (last == null) {
      return ask(author, now);
    }
    return isOutdated(author, last)
        .chain(outdated -> {
          if (outdated) {
            return ask(author, now);
          }
          return isYounger(last, now, believed)
              ? Uni.createFrom().item(last)
              : ask(author, now)
                  .onFailure()
                  .recoverWithUni(failure -> withoutAnswer(last, now, failure));
        });
  }

  private Uni<Known> ask(Author author, Instant now) {
    return memberships
        .apply(author.tenant(), author.user())
        .map(standing -> new Known(standing, now))
        .invoke(found -> known.put(author.toString(), found));
  }

  /** While Redis is unavailable nothing is known to be taken: the answer ages as it does anyway. */
  private Uni<Boolean> isOutdated(Author author, Known last) {
    Instant readAt = last.standing().readAt();
    return readAt == null
        ? Uni.createFrom().item(false)
        : changes
            .since(author.tenant(), author.user(), readAt)
            .onFailure(RedisUnavailable.class)
            .recoverWithItem(false);
  }

  private static Uni<Known> withoutAnswer(Known last, Instant now, Throwable failure) {
    return isYounger(last, now, LONGEST)
        ? Uni.createFrom().item(last)
        : Uni.createFrom().failure(failure);
  }

  private static boolean isYounger(Known known, Instant now, Duration age) {
    return known.asked().plus(age).isAfter(now);
  }

  private static Problem suspended() {
    return new Problem(
            CommonProblem.UNAVAILABLE, "Webhooks are not taken now. Send it again later.")
        .header("Retry-After", "300")
        .refusedFor("the organization is suspended");
  }

  private static boolean mayMakeSources(Role role) {
    return switch (role) {
      case ADMIN, PLATFORM_ADMIN -> true;
      case USER, AGENT, MANAGER, SERVICE -> false;
    };
  }
}
