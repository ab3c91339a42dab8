package com.leadignite.auth.testing;

import com.leadignite.testkit.server.PlatformServers;
import java.time.Duration;
import java.util.List;

/** Time that went by: what is stored is made older, so that no clock has to be turned. */
public final class Aged {

  private Aged() {}

  /** Everything that ever happened to a session, happened so much earlier. */
  public static void sessions(Duration by) {
    PlatformServers.sql(
        """
        update auth.sessions
        set
          created_at = created_at - by,
          authenticated_at = authenticated_at - by,
          amr = (
            select jsonb_agg(jsonb_set(each, '{at}', to_jsonb((each ->> 'at')::timestamptz - by)))
            from jsonb_array_elements(amr) as each
          ),
          refreshed_at = refreshed_at - by,
          not_after = not_after - by
        from (select interval '%d milliseconds' as by) as age
        """
            .formatted(by.toMillis()));
  }

  /** The signing keys were published, and began to sign, so much earlier. */
  public static void signingKeys(Duration by) {
    PlatformServers.sql(
        """
        update auth.signing_keys
        set
          published_at = published_at - by,
          activated_at = activated_at - by
        from (select interval '%d milliseconds' as by) as age
        """
            .formatted(by.toMillis()));
  }

  /** Whatever was guessed was guessed so much earlier, and locks began so much earlier. */
  public static void locks(Duration by) {
    for (Object lock : list(PlatformServers.redis("KEYS", "lockout:*"))) {
      String key = String.valueOf(lock);
      for (Object attempt : list(PlatformServers.redis("ZRANGE", key, "0", "-1"))) {
        PlatformServers.redis(
            "ZINCRBY", key, String.valueOf(-by.toMillis()), String.valueOf(attempt));
      }
    }
  }

  /** The minute's attempts are over. */
  public static void limits() {
    for (Object limit : list(PlatformServers.redis("KEYS", "lim:*"))) {
      PlatformServers.redis("DEL", String.valueOf(limit));
    }
  }

  private static List<?> list(Object answer) {
    return (List<?>) answer;
  }
}
