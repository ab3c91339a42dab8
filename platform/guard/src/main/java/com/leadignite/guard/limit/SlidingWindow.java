package com.leadignite.guard.limit;

import java.time.Duration;
import java.util.List;

/**
 * The sliding window, as a piece of Lua that scripts are built from.
 *
 * <p>A window is counted in ten parts, a hash of at most a dozen small fields. The part in which
 * the window begins counts whole: in no window, wherever it begins, can more than the permits pass.
 * The price is that after a burst the last tenth comes back up to a tenth of the window late. (A
 * sorted set of all calls would be exact and cost memory per call; the usual two-window estimate
 * lets more through than it says.) Times are given as an argument, so that a test can set the
 * clock; a replica whose clock is ahead counts against everybody rather than for itself.
 *
 * <p>{@code KEYS[1]} is the hash; {@code ARGV}: now and a part's length in milliseconds, parts
 * counted, permits. An answer of zero or more is what remains; {@code -1 - n} means come back in
 * {@code n} milliseconds.
 */
public final class SlidingWindow {

  /** Leaves {@code used} and {@code oldest}; returns from the script if nothing is left. */
  static final String COUNT =
      """
      local now, width = tonumber(ARGV[1]), tonumber(ARGV[2])
      local span, permits = tonumber(ARGV[3]), tonumber(ARGV[4])
      local part = math.floor(now / width)
      local fields = redis.call('hgetall', KEYS[1])
      local used, oldest, stale = 0, part, {}
      for i = 1, #fields, 2 do
        local at = tonumber(fields[i])
        if at <= part - span then
          stale[#stale + 1] = fields[i]
        else
          used = used + tonumber(fields[i + 1])
          if at < oldest then oldest = at end
        end
      end
      if used >= permits then
        return -1 - math.max(1, (oldest + span) * width - now)
      end
      if #stale > 0 then redis.call('hdel', KEYS[1], unpack(stale)) end
      """;

  /** Counts one call and returns what remains. To be put at a script's end. */
  public static final String TAKE =
      COUNT
          + """
          redis.call('hincrby', KEYS[1], part, 1)
          redis.call('pexpire', KEYS[1], (span + 1) * width)
          return permits - used - 1
          """;

  /** Counts up to {@code ARGV[5]} calls and returns how many; at least one. */
  static final String LEASE =
      COUNT
          + """
          local granted = math.min(tonumber(ARGV[5]), permits - used)
          redis.call('hincrby', KEYS[1], part, granted)
          redis.call('pexpire', KEYS[1], (span + 1) * width)
          return granted
          """;

  private SlidingWindow() {}

  static List<String> arguments(Quota quota, long nowMillis) {
    return arguments(quota, nowMillis, Quota.PARTS + 1);
  }

  /** A lease is used up to one part after it was counted: one more part has to be looked back. */
  static List<String> leaseArguments(Quota quota, long nowMillis) {
    return arguments(quota, nowMillis, Quota.PARTS + 2);
  }

  private static List<String> arguments(Quota quota, long nowMillis, int span) {
    return List.of(
        Long.toString(nowMillis),
        Long.toString(quota.partMillis()),
        Integer.toString(span),
        Integer.toString(quota.permits()));
  }

  static Permit permit(Quota quota, long answer) {
    return answer >= 0
        ? new Permit(
            quota.limit(), quota.permits(), quota.windowSeconds(), true, answer, Duration.ZERO)
        : new Permit(
            quota.limit(),
            quota.permits(),
            quota.windowSeconds(),
            false,
            0,
            Duration.ofMillis(-1 - answer));
  }
}
