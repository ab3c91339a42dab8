package com.leadignite.guard.revocation;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.RedisScripts;
import com.leadignite.guard.token.RevocationKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tells whether a cached answer about a member is outdated: what takes away a role, a membership,
 * an account or an organization revokes the person's tokens, whether they have any or not.
 */
@Singleton
public final class MembershipChanges {

  private static final RedisScript ASK =
      RedisScript.of(
          """
          local ended = redis.call('mget', unpack(KEYS))
          for i = 1, #ended do
            if ended[i] and tonumber(ended[i]) >= tonumber(ARGV[1]) then return 1 end
          end
          return 0
          """);

  private final RedisScripts scripts;

  MembershipChanges(RedisScripts scripts) {
    this.scripts = scripts;
  }

  /**
   * Whether something was taken from a member since then.
   *
   * @param readAt auth-service's time of an answer that is not older than a token can be
   * @return fails with {@link com.leadignite.guard.limit.RedisUnavailable}
   */
  public Uni<Boolean> since(TenantId tenant, UUID user, Instant readAt) {
    String key = user.toString();
    return Uni.createFrom()
        .completionStage(() ->
            scripts
                .run(
                    ASK,
                    List.of(RevocationKeys.ofCaller(key), RevocationKeys.ofTenant(key, tenant)),
                    List.of(Long.toString(readAt.toEpochMilli())))
                .toCompletionStage())
        .map(answer -> answer.toLong() == 1);
  }
}
