package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.Bodies.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds when requests come twice, or at the same time. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadRacesTest {

  private static final String LEE = "{'last_name': 'Lee', 'company': 'Acme'}";
  private static final int TENANTS = 2;
  private static final int LEADS = 6;
  private static final int ROUNDS = 25;
  private static final int AT_ONCE = 80;

  private final Member user = new Org().member(Role.USER);

  @Test
  void oneOfTwoParallelChangesWins() {
    String id = user.lead(LEE);
    for (int version = 1; version <= 10; version++) {
      String etag = "\"" + version + "\"";
      String title = "T" + version;

      List<HttpResponse<String>> answers =
          Http.together(
              Stream.of("a", "b")
                  .map(name ->
                      Http.request(user, Org.LEADS + "/" + id)
                          .header("If-Match", etag)
                          .header("Content-Type", Org.MERGE_PATCH)
                          .method(
                              "PATCH",
                              BodyPublishers.ofString("{\"title\": \"" + title + name + "\"}"))
                          .build()));

      assertEquals(
          List.of(200, 412), answers.stream().map(HttpResponse::statusCode).sorted().toList());
    }
    assertEquals("\"11\"", user.read(id).header("ETag"));
  }

  @Test
  void aRequestSentTwiceCreatesOnceAndIsAnsweredAlike() {
    Response first = create(user, "key-1", LEE);
    user.change(first.path("id"), "\"1\"", "{'title': 'Dr'}").then().statusCode(200);

    Response second = create(user, "key-1", LEE);

    assertEquals(201, first.statusCode());
    assertEquals(null, first.header("Idempotency-Replayed"));
    assertEquals(201, second.statusCode());
    assertEquals("true", second.header("Idempotency-Replayed"));
    assertEquals(first.asString(), second.asString());
    for (String header : List.of("Location", "ETag", "Content-Type")) {
      assertEquals(first.header(header), second.header(header), header);
    }
    assertEquals(1, leads());
    assertEquals(1, Outbox.actions().stream().filter("lead.created"::equals).count());
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    create(user, "key-1", LEE).then().statusCode(201);

    assertProblem(
        422,
        """
        {'type': '/problems/idempotency-key-reused',
         'title': 'The idempotency key was used for another request', 'status': 422,
         'detail': 'Take a new key for each request that is new.'}
        """,
        create(user, "key-1", "{'last_name': 'Li'}"));
    assertEquals(1, leads());
  }

  @Test
  void aKeyIsItsOwnersAndARequestThatFailedMayBeSentAgain() {
    Member colleague = new Member(user.tenant(), UUID.randomUUID(), Role.USER, user.since());
    create(user, "key-1", "{'email': 'ann@example.com'}").then().statusCode(201);

    create(colleague, "key-1", "{'email': 'ann@example.com'}").then().statusCode(409);
    create(colleague, "key-1", LEE).then().statusCode(201);
    create(new Org().member(Role.USER), "key-1", LEE).then().statusCode(201);

    assertEquals(3, leads());
  }

  @Test
  void anAnswerIsForgottenAfterADay() {
    String first = create(user, "key-1", LEE).path("id");
    PlatformServers.sql(
        "update leads.idempotency_key set created_at = created_at - interval '25 hours'");

    Response second = create(user, "key-1", "{'last_name': 'Li'}");

    assertEquals(201, second.statusCode(), second.asString());
    assertTrue(!first.equals(second.path("id")));
    assertEquals(2, leads());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "käy"})
  void refusesAKeyThatIsNone(String key) {
    assertEquals(400, create(user, key, LEE).statusCode());
    assertEquals(400, create(user, "k".repeat(256), LEE).statusCode());
    assertEquals(0, leads());
  }

  @Test
  void twentyAtOnceUnderOneKeyCreateOneLead() {
    for (int round = 0; round < 5; round++) {
      String key = "key-" + round;

      List<HttpResponse<String>> answers =
          Http.together(
              IntStream.range(0, 20)
                  .mapToObj(i ->
                      Http.request(user, Org.LEADS)
                          .header("Content-Type", "application/json")
                          .header("Idempotency-Key", key)
                          .POST(BodyPublishers.ofString(LEE.replace('\'', '"')))
                          .build()));

      List<HttpResponse<String>> created =
          answers.stream().filter(answer -> answer.statusCode() == 201).toList();
      assertTrue(answers.stream().allMatch(a -> a.statusCode() == 201 || a.statusCode() == 409));
      assertEquals(1, created.stream().map(HttpResponse::body).distinct().count());
      assertEquals(
          1,
          created.stream()
              .filter(a -> a.headers().firstValue("Idempotency-Replayed").isEmpty())
              .count());
      assertEquals(round + 1, leads());
    }
  }

  @Test
  void saysThatARequestUnderTheKeyIsBeingWorkedOn() throws SQLException {
    try (Connection other = PlatformServers.superuser().getConnection()) {
      TestingDatabase.texts(
          other,
          "select pg_advisory_lock(hashtextextended('idempotency-key ' || ? || ' ' || ? || ' key-1', 0))",
          user.tenant().toString(),
          user.user().toString());

      Response refused = create(user, "key-1", LEE);

      assertProblem(
          409,
          """
          {'type': '/problems/idempotency-key-in-flight',
           'title': 'A request under this idempotency key is being worked on', 'status': 409,
           'detail': 'Send the request again shortly.'}
          """,
          refused);
      assertEquals("1", refused.header("Retry-After"));
    }
    create(user, "key-1", LEE).then().statusCode(201);
  }

  @Test
  @Tag("B8")
  void noAnswerEverHoldsAnotherOrganizationsLead() {
    List<Member> admins =
        IntStream.range(0, TENANTS).mapToObj(i -> new Org().member(Role.ADMIN)).toList();
    for (Member admin : admins) {
      for (int i = 0; i < LEADS; i++) {
        admin.lead("{'last_name': '" + admin.tenant() + "', 'score': " + i + "}");
      }
    }
    List<String> ids =
        admins.stream().flatMap(a -> a.list("").<List<String>>path("items.id").stream()).toList();
    int found = 0;
    int served = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Member> askers =
          IntStream.range(0, AT_ONCE).mapToObj(i -> admins.get(i % TENANTS)).toList();

      List<HttpResponse<String>> answers =
          Http.together(IntStream.range(0, AT_ONCE).mapToObj(i -> ask(askers.get(i), i, ids)));

      for (int i = 0; i < AT_ONCE; i++) {
        String body = answers.get(i).body();
        for (Member other : admins) {
          if (!other.equals(askers.get(i))) {
            assertTrue(!body.contains(other.tenant().toString()), body);
          }
        }
        // On a busy machine some wait too long for a connection.
        served += answers.get(i).statusCode() == 503 ? 0 : 1;
        if (answers.get(i).statusCode() == 200) {
          assertTrue(body.contains(askers.get(i).tenant().toString()), body);
          found++;
        }
      }
    }
    // Half of what is asked for are lists, which are always found; half of the rest is the asker's.
    assertTrue(found > served / 2, found + " of " + served + " found");
    assertTrue(found > AT_ONCE, found + " of " + served + " found");
  }

  /** A list, or one of everybody's leads. */
  private static HttpRequest ask(Member member, int i, List<String> ids) {
    String path = i % 4 < 2 ? "?limit=3&sort=score" : "/" + ids.get(i % ids.size());
    return Http.request(member, Org.LEADS + path).GET().build();
  }

  private static Response create(Member member, String key, String body) {
    return member
        .request()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post(Org.LEADS);
  }

  private static int leads() {
    try (Connection connection = PlatformServers.superuser().getConnection()) {
      return Integer.parseInt(
          TestingDatabase.texts(connection, "select count(*) from leads.lead").getFirst());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
