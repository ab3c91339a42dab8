package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Executable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * If libsodium does not load. It is loaded out of a file, in memory or not; where the process may
 * write none of its size, there is no library.
 */
final class LibsodiumMissingIT {

  /**
   * No file may become larger than a few blocks; a process that tries gets an error, not a signal.
   */
  private static final List<String> WITHOUT_LARGE_FILES =
      List.of("sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"");

  @Test
  void signsInAllTheSameAndSaysWhatIsMissing() {
    Map<String, String> person = Map.of("email", newEmail(), "password", PASSWORD);

    try (Executable service = Executable.start(WITHOUT_LARGE_FILES, Map.of())) {
      for (String path : List.of("/auth/v1/signup", "/auth/v1/token?grant_type=password")) {
        json(person).port(service.port()).post(path).then().statusCode(200);
      }

      assertTrue(
          service.log().contains("libsodium cannot be used, so passwords are hashed in Java"),
          service.log());
      assertTrue(service.log().contains("implementation=bouncy-castle"), service.log());
    }
  }
}
