package com.leadignite.auth.testing;

import com.leadignite.guard.limit.Limit;
import com.leadignite.testkit.server.PlatformServers;
import java.util.List;

/** Limits that are nearly used up, without as many calls. */
public final class UsedLimit {

  private UsedLimit() {}

  /** Whoever has used some of the limit has used so much more of it. */
  public static void more(Limit limit, int calls) {
    for (Object key : list(PlatformServers.redis("KEYS", "lim:" + limit.wireName() + ":*"))) {
      String window = String.valueOf(key);
      Object part = list(PlatformServers.redis("HKEYS", window)).getFirst();
      PlatformServers.redis("HINCRBY", window, String.valueOf(part), String.valueOf(calls));
    }
  }

  private static List<?> list(Object answer) {
    return (List<?>) answer;
  }
}
