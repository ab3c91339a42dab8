package com.leadignite.webhook.signature;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of header fields that an admin may give a meaning of signatures. */
final class FieldNames {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  /** What they hold is somebody else's: some are stored with a webhook, others proxies rewrite. */
  private static final Set<String> OTHER_MEANING =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-type",
          "cookie",
          "forwarded",
          "host",
          "proxy-authorization",
          "transfer-encoding",
          "user-agent");

  private FieldNames() {}

  /** Refuses names that are none, that have another meaning, and one that is given twice. */
  static void require(Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!NAME.matcher(name).matches() || OTHER_MEANING.contains(name) || !seen.add(name)) {
        throw new IllegalArgumentException(
            "header names must be different ones in lower case, free of other meanings");
      }
    }
  }
}
