package com.leadignite.acceptance;

import com.leadignite.stack.FirstAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs acceptance/journey.sh: what a new user does, in the order they do it. */
class JourneyIT {

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:access_token|refresh_token|secret)\"\\s*:\\s*\"([^\"]+)\"");

  @Test
  @Tag("B8")
  @Tag("B17")
  @Tag("B25")
  void aNewUserGoesTheWholeWayAndAllOfItIsInTheAuditLog() throws Exception {
    Programs.need("curl", "curl");
    Programs.need("openssl", "openssl");
    Platform platform = Platform.shared();
    Path folder = Files.createDirectories(Path.of("target", "journey")).toAbsolutePath();
    for (String kept : new String[] {"answers", "secrets"}) {
      Files.deleteIfExists(folder.resolve(kept));
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("JOURNEY_FOLDER", folder.toString());
    if (LocalAddress.many()) {
      InetAddress from = LocalAddress.another();
      environment.put("CURL_OPTIONS", "--interface " + from.getHostAddress());
    }
    if (platform.firstAdmin().isPresent()) {
      FirstAdmin admin = platform.firstAdmin().get();
      environment.put("ADMIN_EMAIL", admin.email());
      environment.put("ADMIN_PASSWORD", admin.password());
    }
    try {
      Programs.run(
          Path.of("."), environment, 120, "/bin/sh", "journey.sh", platform.url().toString());
    } finally {
      rememberSecrets(folder);
    }
  }

  private static void rememberSecrets(Path folder) throws IOException {
    if (Files.exists(folder.resolve("secrets"))) {
      Secrets.rememberLinesOf(folder.resolve("secrets"));
    }
    if (Files.exists(folder.resolve("answers"))) {
      TOKEN
          .matcher(Files.readString(folder.resolve("answers")))
          .results()
          .forEach(found -> Secrets.remember(found.group(1)));
    }
  }
}
