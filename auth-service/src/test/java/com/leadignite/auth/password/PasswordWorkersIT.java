package com.leadignite.auth.password;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;

import com.leadignite.auth.testing.Executable;
import com.leadignite.testkit.server.PlatformServers;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@link PasswordWorkersTest} says of priorities, of the executable. */
final class PasswordWorkersIT {

  @Test
  @Tag("B40")
  @EnabledOnOs(OS.LINUX)
  void hashBehindEveryOtherThread() throws Exception {
    PlatformServers.configuration("auth");
    PlatformServers.emptyTables("auth");
    try (Executable service = Executable.start(Map.of())) {
      json(Map.of("email", newEmail(), "password", PASSWORD))
          .port(service.port())
          .post("/auth/v1/signup")
          .then()
          .statusCode(200);

      PasswordWorkersTest.assertHashesGoLast(service.pid());
    }
  }
}
