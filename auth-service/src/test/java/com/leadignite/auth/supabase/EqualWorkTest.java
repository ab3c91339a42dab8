package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.as;
import static com.leadignite.auth.testing.AuthApi.json;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.trySignIn;
import static com.leadignite.auth.testing.AuthApi.trySignInFrom;
import static com.leadignite.auth.testing.MailApi.owner;
import static com.leadignite.auth.testing.MailApi.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.password.TestingHasher;
import com.leadignite.auth.testing.CountedRows;
import com.leadignite.auth.testing.WithoutAutoconfirm;
import com.leadignite.testkit.mail.TestMailbox;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an address is, the same is done for it: the same answer, hashes, transactions,
 * statements, mails and events. What takes the same work takes the same time.
 */
@QuarkusTest
@TestProfile(WithoutAutoconfirm.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(TestMailbox.class)
@ExtendWith(CleanDatabase.class)
@Tag("B18")
class EqualWorkTest {

  private static final String WRONG = "not the password at all";
  private static final String STRANGER = "127.0.0.2";

  @Inject TestingHasher hasher;
  TestMailbox mailbox;

  @AfterEach
  void reset() {
    hasher.reset();
  }

  /** What was done for a request. */
  private record Work(int status, int hashes, List<String> rows) {

    long mails() {
      return rows.stream().filter(row -> row.startsWith("statement insert into mails")).count();
    }
  }

  private Work work(Response answer) {
    return new Work(answer.statusCode(), hasher.count(), CountedRows.work());
  }

  private Work workOf(Function<String, Response> request, String email) {
    hasher.reset();
    CountedRows.reset();
    return work(request.apply(email));
  }

  /** An address of each kind, by its name. */
  private Map<String, String> people() {
    Map<String, String> people = new LinkedHashMap<>();
    people.put("known", withPassword());
    people.put("banned", withPassword());
    people.put("locked", withPassword());
    people.put("without a password", owner(mailbox));
    people.put("unconfirmed", newEmail());
    people.put("unknown", newEmail());
    json(Map.of("email", people.get("unconfirmed"), "password", PASSWORD))
        .post("/auth/v1/signup")
        .then()
        .statusCode(200);
    PlatformServers.redis("FLUSHALL");
    PlatformServers.sql(
        "update auth.users set banned_until = now() + interval '1 hour' where email = '%s'"
            .formatted(people.get("banned")));
    lock(people.get("locked"));
    return people;
  }

  private String withPassword() {
    String email = owner(mailbox);
    as(signIn(mailbox, email))
        .body(Map.of("password", PASSWORD))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);
    return email;
  }

  private static void lock(String email) {
    for (int i = 0; i < 5; i++) {
      trySignInFrom(STRANGER, email, WRONG);
    }
  }

  private void assertAlike(Map<String, Work> works) {
    assertEquals(1, Set.copyOf(works.values()).size(), () -> works.toString());
  }

  private Map<String, Work> each(Map<String, String> people, Function<String, Response> request) {
    Map<String, Work> works = new LinkedHashMap<>();
    people.forEach((kind, email) -> works.put(kind, workOf(request, email)));
    return works;
  }

  @Test
  void signingIn() {
    Map<String, String> people = people();
    people.remove("locked");

    Map<String, Work> works = each(people, email -> trySignIn(email, WRONG));

    assertAlike(works);
    assertEquals(1, works.get("unknown").hashes());
    assertEquals(400, works.get("unknown").status());
  }

  @Test
  void signingInWithTheRightPasswordOfABannedAccountIsAsWithAWrongOne() {
    Map<String, String> people = people();

    Work right = workOf(email -> trySignIn(email, PASSWORD), people.get("banned"));

    assertEquals(workOf(email -> trySignIn(email, WRONG), people.get("unknown")), right);
  }

  @Test
  void signingInToWhatIsLocked() {
    Map<String, String> people = people();
    String unknown = people.get("unknown");
    lock(unknown);
    Function<String, Response> fromStranger = email -> trySignIn(email, WRONG);
    PlatformServers.sql("update auth.sessions set address = '192.0.2.7'");

    Work locked = workOf(fromStranger, people.get("locked"));

    assertEquals(429, locked.status());
    assertEquals(workOf(fromStranger, unknown), locked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recover", "otp", "resend"})
  void askingForAMail(String path) {
    Map<String, Work> works =
        each(
            people(),
            email -> json(Map.of("email", email, "type", "signup")).post("/auth/v1/" + path));

    assertAlike(works);
    assertEquals(1, works.get("unknown").mails());
    assertEquals(200, works.get("unknown").status());
  }

  @Test
  void askingForTheMailsOfAChangeOfAddress() {
    Map<String, String> people = people();
    String moving = owner(mailbox);
    as(signIn(mailbox, moving))
        .body(Map.of("email", newEmail()))
        .put("/auth/v1/user")
        .then()
        .statusCode(200);
    people.put("moving", moving);

    Map<String, Work> works =
        each(
            people,
            email -> json(Map.of("email", email, "type", "email_change")).post("/auth/v1/resend"));

    assertAlike(works);
    assertEquals(2, works.get("unknown").mails());
  }

  @Test
  void askingForAnAddress() {
    Map<String, String> people = people();
    people.remove("locked");
    Map<String, Work> works = new LinkedHashMap<>();
    people.forEach((kind, email) -> {
      var session = signIn(mailbox, owner(mailbox));
      works.put(
          kind, workOf(to -> as(session).body(Map.of("email", to)).put("/auth/v1/user"), email));
    });

    assertAlike(works);
    assertEquals(2, works.get("unknown").mails());
  }

  /** A new account is some rows more, of the same statements. */
  @Test
  void signingUp() {
    Map<String, Work> works =
        each(
            people(),
            email -> json(Map.of("email", email, "password", PASSWORD)).post("/auth/v1/signup"));

    assertAlike(works);
    assertEquals(1, works.get("unknown").mails());
  }
}
