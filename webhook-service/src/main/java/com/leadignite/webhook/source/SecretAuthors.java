package com.leadignite.webhook.source;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.member.Memberships;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the authors of a source's secrets may still make sources. They have seen the
 * secret: otherwise somebody who was demoted, removed or suspended could keep sending webhooks.
 */
@Singleton
final class SecretAuthors {

  /** As long as an access token lives, and with it any other role that was taken away. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final int MOST = 10_000;

  private final BiFunction<TenantId, UUID, Uni<Optional<Role>>> memberships;
  private final Duration believed;
  private final Clock clock;
  private final BoundedCache<Known> known = new BoundedCache<>(MOST);

  @Inject
  SecretAuthors(Memberships memberships, SourceConfig config, Clock clock) {
    this(memberships::role, config.authorBelieved(), clock);
  }

  SecretAuthors(
      BiFunction<TenantId, UUID, Uni<Optional<Role>>> memberships, Duration believed, Clock clock) {
    this.memberships = memberships;
    this.believed = believed;
    this.clock = clock;
  }

  private record Known(boolean may, Instant asked) {}

  /**
   * The authors who may make sources now, as of some seconds ago; while auth-service does not
   * answer, as of some minutes ago. Fails with {@code unavailable}, 503, if there is no answer that
   * recent: senders retry, and lose nothing.
   */
  Uni<Set<UUID>> whoMay(TenantId tenant, Set<UUID> authors) {
    Set<UUID> those = new HashSet<>();
    Uni<Void> asked = Uni.createFrom().voidItem();
    for (UUID author : authors) {
      asked =
          asked
              .chain(() -> may(tenant, author))
              .invoke(may -> {
                if (may) {
                  those.add(author);
                }
              })
              .replaceWithVoid();
    }
    return asked.replaceWith(those);
  }

  private Uni<Boolean> may(TenantId tenant, UUID author) {
    String key = tenant + "/" + author;
    Instant now = clock.instant();
    Known last = known.get(key);
    if (last != null && isYounger(last, now, believed)) {
      return Uni.createFrom().item(last.may());
    }
    return memberships
        .apply(tenant, author)
        .map(role -> role.isPresent() && mayMakeSources(role.get()))
        .invoke(may -> known.put(key, new Known(may, now)))
        .onFailure()
        .recoverWithUni(failure -> withoutAnswer(last, now, failure));
  }

  private static Uni<Boolean> withoutAnswer(@Nullable Known last, Instant now, Throwable failure) {
    return last != null && isYounger(last, now, LONGEST)
        ? Uni.createFrom().item(last.may())
        : Uni.createFrom().failure(failure);
  }

  private static boolean isYounger(Known known, Instant now, Duration age) {
    return known.asked().plus(age).isAfter(now);
  }

  private static boolean mayMakeSources(Role role) {
    return switch (role) {
      case ADMIN, PLATFORM_ADMIN -> true;
      case USER, AGENT, MANAGER, SERVICE -> false;
    };
  }
}
