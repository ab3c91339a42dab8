package com.leadignite.guard.revocation;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.RedisScripts;
import com.leadignite.guard.limit.RedisUnavailable;
import com.leadignite.guard.token.RevocationKeys;
import com.leadignite.guard.token.TokenConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Revokes tokens in all services at once: from the moment the {@link Uni} completes every request
 * with such a token is refused (B25). A revocation expires once the tokens have. Fails with a 503
 * problem if Redis is down, since a sign-out that did not happen must not look like one.
 */
@Singleton
public final class Revocations {

  private static final RedisScript MARK =
      RedisScript.of(
          """
          for i = 1, #KEYS do redis.call('set', KEYS[i], '1', 'px', ARGV[1]) end
          return 1
          """);

  /**
   * Two replicas may revoke at once: the later moment wins whichever arrives last, and what {@link
   * #MARK} revoked stays revoked.
   */
  private static final RedisScript MARK_UNTIL =
      RedisScript.of(
          """
          local before = redis.call('get', KEYS[1])
          if before == '1' then return redis.call('pexpire', KEYS[1], ARGV[1]) end
          local millis = math.max(tonumber(before or 0), tonumber(ARGV[2]))
          return redis.call('set', KEYS[1], string.format('%.0f', millis), 'px', ARGV[1])
          """);

  private final RedisScripts scripts;
  private final String lifeMillis;

  Revocations(RedisScripts scripts, TokenConfig config) {
    this.scripts = scripts;
    this.lifeMillis = Long.toString(life(config).toMillis());
  }

  /** Revokes one token. */
  public Uni<Void> revokeToken(String callerKey, String tokenId) {
    return run(MARK, List.of(RevocationKeys.ofToken(callerKey, tokenId)), lifeMillis);
  }

  /**
   * Revokes every token of some sessions of one caller, in one step of Redis: pass hundreds at a
   * time, not thousands, since everybody else waits for that step.
   */
  public Uni<Void> revokeSessions(String callerKey, List<SessionId> sessions) {
    return run(
        MARK,
        sessions.stream().map(each -> RevocationKeys.ofSession(callerKey, each)).toList(),
        lifeMillis);
  }

  /**
   * Revokes every token of a caller that was issued at that moment or before, compared in
   * milliseconds. A token with the second of its issue only counts as minted at its beginning: code
   * that revokes and mints at once has to set {@code iat_ms}.
   */
  public Uni<Void> revokeAllIssuedUntil(String callerKey, Instant moment) {
    return until(RevocationKeys.ofCaller(callerKey), moment);
  }

  /**
   * Revokes every token of a caller for one organization that was issued at that moment or before;
   * their tokens for others stay good.
   */
  public Uni<Void> revokeIssuedUntil(String callerKey, TenantId tenant, Instant moment) {
    return until(RevocationKeys.ofTenant(callerKey, tenant), moment);
  }

  /**
   * Makes every answer about an API key outdated that was read at that moment or before: services
   * look the key up again.
   */
  public Uni<Void> renewApiKey(String ownerKey, UUID keyId, Instant moment) {
    return until(RevocationKeys.ofSession(ownerKey, new SessionId(keyId)), moment);
  }

  private Uni<Void> until(String key, Instant moment) {
    return run(MARK_UNTIL, List.of(key), lifeMillis, Long.toString(moment.toEpochMilli()));
  }

  private Uni<Void> run(RedisScript script, List<String> keys, String... arguments) {
    return Uni.createFrom()
        .completionStage(() -> scripts.run(script, keys, List.of(arguments)).toCompletionStage())
        .onFailure(RedisUnavailable.class)
        .transform(RateLimiter::unavailable)
        .replaceWithVoid();
  }

  private static Duration life(TokenConfig config) {
    return config.maxLife().plus(config.skew().multipliedBy(2));
  }
}
