package com.leadignite.acceptance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ways to write a path that a check of the path may read differently than the router does. */
final class PathVariants {

  private static final List<String> IN_PLACE_OF_A_SLASH =
      List.of(
          "//",
          "/./",
          "/x/../",
          "/;/",
          "/;x/",
          ";/",
          ";x=y/",
          "/..;/",
          "/x/..;/",
          "/.;/",
          "%2f",
          "%2F",
          "/%2e/",
          "/x/%2e%2e/",
          "/x/.%2e/",
          "%252f",
          "\\",
          "%5c",
          "/\\",
          "/%3b/",
          "%3b/",
          "%c0%af",
          "/%00/",
          "/%20/",
          "/%09/",
          "%2f%2f",
          "/.//./");
  private static final List<String> AT_THE_END =
      List.of(
          "/",
          "//",
          "/.",
          "/..;",
          ";",
          ";a=b",
          ";.css",
          "%3b",
          "%3ba=b",
          "%00",
          "%00.html",
          "%20",
          "%09",
          "%0a",
          "%0d%0a",
          ".",
          "..",
          "/%2e",
          "%2f",
          "%5c",
          "\\",
          "~",
          "%23",
          "%3f",
          "?",
          "?a=/..",
          ".json",
          ".html",
          "/index.html",
          "*");

  private PathVariants() {}

  /** The path itself and every odd way to write it, as request targets. */
  static Set<String> of(String path) {
    Set<String> all = new LinkedHashSet<>();
    all.add(path);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      for (String odd : IN_PLACE_OF_A_SLASH) {
        String start = slash == 0 && !odd.startsWith("/") ? "/" : "";
        all.add(start + path.substring(0, slash) + odd + path.substring(slash + 1));
      }
    }
    AT_THE_END.forEach(odd -> all.add(path + odd));
    all.add(path.toUpperCase(Locale.ROOT));
    all.add(path.substring(0, 2).toUpperCase(Locale.ROOT) + path.substring(2));
    all.add("/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
    all.add("http://127.0.0.1" + path);
    all.add("http://127.0.0.1/" + path);
    // From a path that is open to one that is not.
    for (String open :
        List.of("/auth/v1/settings", "/auth/v1/health", "/q/health", "/docs/leads")) {
      for (String back : List.of("/..", "/..;", "/%2e%2e", ";/..", "/.%2e")) {
        all.add(open + back.repeat(3) + path);
        all.add(open + back.repeat(2) + path);
      }
    }
    return all;
  }
}
