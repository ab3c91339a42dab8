package com.leadignite.leads.member;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.memory.Recent;
import com.leadignite.guard.token.ServiceTokens;
import com.leadignite.guard.token.SmallHttp;
import com.leadignite.leads.body.Errors;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks auth-service who is a member of an organization, when somebody is newly named: as assignee,
 * as owner, in a team. A member is believed for some seconds; nobody else is remembered, so that
 * whoever joins is one at once. Where the question is not answered, the answer is 503: somebody
 * else's people must not get hold of a lead because a service was away.
 */
@Singleton
public final class Members {

  private static final Logger LOG = Logger.getLogger(Members.class);
  private static final int MOST = 10_000;

  private final MembersConfig config;
  private final ServiceTokens tokens;
  private final SmallHttp http;
  private final Clock clock;
  private final Vertx vertx;
  private final Recent<Long> believedUntil = new Recent<>(MOST);

  Members(MembersConfig config, ServiceTokens tokens, SmallHttp http, Clock clock, Vertx vertx) {
    this.config = config;
    this.tokens = tokens;
    this.http = http;
    this.clock = clock;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent start) {
    if (config.url().isEmpty()) {
      LOG.warn(
          "leadignite.members.url is not set: nobody can be assigned, made owner or put into a"
              + " team");
    }
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
        .recoverWithUni(failure -> {
          Map<String, UUID> people = ((NotAsked) failure).people();
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
    return isBelieved(tenant, user)
        ? Uni.createFrom().item(true)
        : ask(tenant, user).onFailure().transform(RateLimiter::unavailable);
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

  private Uni<Boolean> ask(TenantId tenant, UUID user) {
    long asked = clock.millis();
    return tokens
        .current()
        .chain(token -> get(tenant, user, token))
        .map(Members::read)
        .invoke(member -> {
          if (member) {
            believedUntil.put(key(tenant, user), asked + config.believed().toMillis());
          }
        });
  }

  private Uni<String> get(TenantId tenant, UUID user, String token) {
    String url =
        config
                .url()
                .orElseThrow(() -> new IllegalStateException("leadignite.members.url is not set"))
            + "/organizations/"
            + tenant
            + "/members/"
            + user;
    return Uni.createFrom()
        .completionStage(() -> {
          // Back to the context of whoever asks: what follows is theirs, their identity included.
          Promise<String> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
          http.get(url, Map.of("Authorization", "Bearer " + token)).onComplete(answer);
          return answer.future().toCompletionStage();
        });
  }

  private static boolean read(String answer) {
    Boolean member = new JsonObject(answer).getBoolean("member");
    if (member == null) {
      throw new DecodeException("auth-service does not say whether they are a member");
    }
    return member;
  }

  private boolean isBelieved(TenantId tenant, UUID user) {
    Long until = believedUntil.get(key(tenant, user));
    return until != null && clock.millis() < until;
  }

  private static String key(TenantId tenant, UUID user) {
    return tenant + "/" + user;
  }
}
