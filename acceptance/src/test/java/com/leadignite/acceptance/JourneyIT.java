package com.leadignite.acceptance;

import com.leadignite.stack.FirstAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Runs acceptance/journey.sh: what a new user does, in the order they do it. */
@ResourceLock(Platform.FIRST_ADMIN)
class JourneyIT {

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:access_token|refresh_token|secret)\"\\s*:\\s*\"([^\"]+)\"");

  @Test
  @Tag("B8")
  @Tag("B17")
  @Tag("B25")
  void aNewUserGoesTheWholeWayAndAllOfItIsInTheAuditLog() throws Exception {
    Platform platform = Platform.shared();
    journey(platform.url(), platform.firstAdmin(), Path.of("target", "journey"));
  }

  /** Goes the whole way at a platform; leaves what was answered in the folder. */
  static void journey(URI url, Optional<FirstAdmin> admin, Path answers) throws Exception {
    Programs.need("curl", "curl");
    Programs.need("openssl", "openssl");
    Path folder = Files.createDirectories(answers).toAbsolutePath();
    for (String kept : new String[] {"answers", "secrets"}) {
      Files.deleteIfExists(folder.resolve(kept));
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("JOURNEY_FOLDER", folder.toString());
    if (LocalAddress.many()) {
      InetAddress from = LocalAddress.another();
      environment.put("CURL_OPTIONS", "--interface " + from.getHostAddress());
    }
    if (admin.isPresent()) {
      environment.put("ADMIN_EMAIL", admin.get().email());
      environment.put("ADMIN_PASSWORD", admin.get().password());
    }
    try {
      Programs.run(Path.of("."), environment, 600, "/bin/sh", "journey.sh", url.toString());
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
