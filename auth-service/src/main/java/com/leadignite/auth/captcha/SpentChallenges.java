package com.leadignite.auth.captcha;

import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.RedisScripts;
import com.leadignite.guard.limit.RedisUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Which challenges were answered, for all replicas together, in Redis. */
@Singleton
final class SpentChallenges {

  private static final RedisScript SPEND =
      RedisScript.of("return redis.call('set', KEYS[1], '1', 'nx', 'px', ARGV[1]) and 1 or 0");

  private final RedisScripts scripts;
  private final CaptchaConfig config;

  SpentChallenges(RedisScripts scripts, CaptchaConfig config) {
    this.scripts = scripts;
    this.config = config;
  }

  /**
   * Spends a challenge: of any number of answers at once, one is the first. Remembered for longer
   * than it can be answered, so that replicas may disagree on the time.
   *
   * @return whether it was not spent before; fails with a 503 problem if Redis is unavailable
   */
  Uni<Boolean> spend(String nonce) {
    List<String> keys = List.of("captcha:{" + nonce + "}");
    List<String> arguments = List.of(Long.toString(2 * config.life().toMillis()));
    return Uni.createFrom()
        .completionStage(() -> scripts.run(SPEND, keys, arguments).toCompletionStage())
        .map(answer -> answer.toInteger() == 1)
        .onFailure(RedisUnavailable.class)
        .transform(RateLimiter::unavailable);
  }
}
