package com.leadignite.auth.signin;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signIn;
import static com.leadignite.auth.testing.WithoutAutoconfirm.FIRST_ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.auth.testing.Parallel;
import com.leadignite.auth.testing.Stored;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
class FirstAdministratorTest {

  @Inject FirstAdministrator administrator;
  @Inject TestingHasher hasher;

  /** Tables are emptied before each test: what follows is the first start. */
  private void start() {
    administrator.start(new StartupEvent());
  }

  @Test
  void isMadeIfThereIsNoAccountAndSignsIn() {
    start();

    Session session = signIn(FIRST_ADMIN);
    assertEquals("platform_admin", session.claim("role"));
    assertTrue(String.valueOf(session.claim("scope")).contains("platform:admin"));
    assertEquals(1, Stored.count("auth.users"));
    assertEquals(1, Stored.events("auth.first_admin.created"));
  }

  @Test
  void isNotMadeAgain() {
    start();
    PlatformServers.sql("update auth.users set email = 'renamed@example.com'");

    start();

    assertEquals(
        "renamed@example.com", Stored.text("select string_agg(email, ' ') from auth.users"));
    assertEquals(1, Stored.events("auth.first_admin.created"));
  }

  @Test
  void isMadeThoughStrangersSignedUpFirst() {
    signUpAs(newEmail());

    start();

    assertEquals("platform_admin", signIn(FIRST_ADMIN).claim("role"));
    assertEquals(2, Stored.count("auth.users"));
  }

  @Test
  void isNotMadeOfAStrangersAccountAndTheLogSaysSo() {
    signUpAs(FIRST_ADMIN);
    List<String> said = new CopyOnWriteArrayList<>();
    Handler handler = listening(said);
    Logger logger = Logger.getLogger(FirstAdministrator.class.getName());
    logger.addHandler(handler);
    try {
      start();
    } finally {
      logger.removeHandler(handler);
    }

    assertEquals(0, Stored.count("auth.memberships where role = 'platform_admin'"));
    assertEquals(0, Stored.count("auth.passwords"));
    assertTrue(said.toString().contains("leadignite.auth.first-admin.email"), said.toString());
  }

  private static void signUpAs(String email) {
    json(Map.of("email", email, "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);
  }

  private static Handler listening(List<String> said) {
    return new Handler() {
      @Override
      public void publish(LogRecord message) {
        said.add(message.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void isMadeOnceByReplicasThatStartTogether() {
    Parallel.run(
        8,
        () -> {
          start();
          return true;
        });

    assertEquals(1, Stored.count("auth.users"));
  }

  @Test
  void isHashedOnAThreadForPasswords() {
    hasher.reset();

    start();

    assertTrue(
        hasher.threads().stream().allMatch(name -> name.startsWith("password-")),
        hasher.threads().toString());
    assertEquals(1, hasher.count());
  }
}
