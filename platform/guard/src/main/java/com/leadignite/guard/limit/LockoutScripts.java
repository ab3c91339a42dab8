package com.leadignite.guard.limit;

/**
 * What {@link Lockout} has Redis do, each in one step. A sorted set holds the attempts at one
 * target, another those of one source among them, at the time in milliseconds: one that is being
 * evaluated by its id, a failure by its id after an exclamation mark. Neither ever holds more than
 * the failures that lock, whatever is sent.
 *
 * <p>{@code KEYS}: the target's attempts, the source's. {@code ARGV}: now, failures that lock,
 * milliseconds that a failure and a lock last, the attempt's id. {@code ATTEMPT} and {@code
 * DECIDED} answer the admission and the milliseconds until the lock's end.
 */
final class LockoutScripts {

  /**
   * {@code read} counts what is not over, and forgets what is: failures that lock last until the
   * newest of them is over, others each for itself.
   */
  private static final String READ =
      """
      local now, most, millis = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
      local function read(key)
        local all = redis.call('zrange', key, 0, -1, 'withscores')
        local failed, recent, pending, newest = 0, 0, 0, 0
        for i = 1, #all, 2 do
          local at = tonumber(all[i + 1])
          local lasts = at > now - millis and 1 or 0
          if string.sub(all[i], 1, 1) == '!' then
            failed, recent, newest = failed + 1, recent + lasts, math.max(newest, at)
          else
            pending = pending + lasts
          end
        end
        if failed >= most and newest > now - millis then
          return failed, pending, newest
        end
        redis.call('zremrangebyscore', key, '-inf', now - millis)
        return recent, pending, newest
      end
      local function add(key, at, id)
        redis.call('zadd', key, at, id)
        redis.call('pexpire', key, 2 * millis)
      end
      local failed, pending, newest = read(KEYS[1])
      local own, ownPending = read(KEYS[2])
      local locked = failed >= most
      """;

  /**
   * What is counted while the target is locked is over with that lock: were it not, a source would
   * be locked after all others are free, which would reveal where the owner signs in.
   */
  private static final String COUNT =
      """
      if locked then
        add(KEYS[2], newest, '!' .. ARGV[4])
      else
        add(KEYS[1], now, '!' .. ARGV[4])
        add(KEYS[2], now, '!' .. ARGV[4])
      end
      """;

  private static final String FORGIVE =
      """
      for _, id in ipairs(redis.call('zrange', KEYS[2], 0, -1)) do
        if string.sub(id, 1, 1) == '!' then
          redis.call('zrem', KEYS[2], id)
          if not locked then redis.call('zrem', KEYS[1], id) end
        end
      end
      """;

  private static final String LEAVE =
      """
      redis.call('zrem', KEYS[1], ARGV[4])
      redis.call('zrem', KEYS[2], ARGV[4])
      """;

  private static final String REFUSE_LOCKED =
      """
      local remaining = locked and newest + millis - now or 0
      if locked and own + ownPending >= most then return {3, remaining} end
      """;

  private static final String OPEN =
      """
      return {0, 0}
      """;

  static final RedisScript ATTEMPT =
      RedisScript.of(
          READ
              + REFUSE_LOCKED
              + """
              if locked then
                add(KEYS[2], newest, ARGV[4])
                return {1, remaining}
              end
              if failed + pending >= most then return {2, 0} end
              add(KEYS[1], now, ARGV[4])
              add(KEYS[2], now, ARGV[4])
              """
              + OPEN);

  static final RedisScript FAILED = RedisScript.of(READ + LEAVE + COUNT);

  static final RedisScript SUCCEEDED = RedisScript.of(READ + LEAVE + FORGIVE);

  static final RedisScript RELEASE = RedisScript.of(LEAVE);

  static final RedisScript DECIDED_WRONG = RedisScript.of(READ + REFUSE_LOCKED + COUNT + OPEN);

  static final RedisScript DECIDED_RIGHT = RedisScript.of(READ + REFUSE_LOCKED + FORGIVE + OPEN);

  static final RedisScript FAILURES =
      RedisScript.of(
          READ
              + """
              return {failed, own}
              """);

  private LockoutScripts() {}
}
