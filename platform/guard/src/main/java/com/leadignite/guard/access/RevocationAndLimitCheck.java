package com.leadignite.guard.access;

import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.SlidingWindow;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Asks Redis the two questions of every authenticated request at once: was this token, its session,
 * or all of its caller's tokens revoked, in the organization or altogether, and is the caller's
 * limit exceeded.
 */
@Singleton
final class RevocationAndLimitCheck {

  private static final long REVOKED = -1;

  /** A revoked token is not counted: its holder shall not use up the caller's limit. */
  private static final RedisScript ASK =
      RedisScript.of(
          """
          local ended = redis.call('mget', unpack(KEYS, 2))
          for i = 1, #ended do
            local how = ended[i]
            if how and (how == '1' or tonumber(how) >= tonumber(ARGV[5])) then return -1 end
          end
          """
              + SlidingWindow.TAKE);

  private final RateLimiter limiter;

  RevocationAndLimitCheck(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** Fails with {@link InvalidToken} if the token was revoked, or as the limit does. */
  Future<Permit> ask(Limit limit, VerifiedToken token) {
    String key = token.caller().key();
    return limiter
        .run(ASK, limit, key, token.revocationKeys(), List.of(token.issuedAtMillis()))
        .transform(answer -> {
          if (answer.failed()) {
            return limiter.withoutRedis(limit, key, answer.cause());
          }
          long said = answer.result().toLong();
          return said == REVOKED
              ? Future.failedFuture(new InvalidToken("revoked"))
              : Future.succeededFuture(limiter.permit(limit, said));
        });
  }
}
