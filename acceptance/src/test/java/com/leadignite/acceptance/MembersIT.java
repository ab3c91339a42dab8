package com.leadignite.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What services ask of each other about members: who may get a lead, whose secret counts. */
@Tag("B41")
class MembersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Client client = Client.ofThePlatform();

  @Test
  void leadsGoToMembersAlone() throws Exception {
    Person admin = Person.signUp(client);
    Person agent = Person.invited(client, admin, "agent");
    Person stranger = Person.signUp(client);

    assign(admin, agent.id()).expect(201);
    assign(admin, stranger.id()).expect(400);
    assign(admin, new UUID(0, 0).toString()).expect(400);
    team(admin, agent.id()).expect(204);
    team(admin, stranger.id()).expect(404);

    remove(admin, agent);
    client.get("/leads/v1/leads").as(agent).send().expect(401);
    Await.until(
        "nobody gives a lead to who was removed",
        PATIENCE,
        () -> assign(admin, agent.id()).status() == 400);
  }

  @Test
  void aSecretEndsWithItsAuthorsRole() throws Exception {
    Person founder = Person.signUp(client);
    Person author = Person.invited(client, founder, "admin");
    Source source = Source.create(client, author);
    source.deliver(client, "one", "{}").expect(200);

    remove(founder, author);

    // At once: an answer that is cached is outdated by what was taken from the author.
    source.deliver(client, UUID.randomUUID().toString(), "{}").expect(404);
  }

  private void remove(Person admin, Person member) throws IOException, InterruptedException {
    client
        .call("DELETE", "/auth/v1/organization/members/" + member.id())
        .as(admin)
        .send()
        .expect(204);
  }

  private Answer assign(Person admin, String user) throws IOException, InterruptedException {
    return client
        .post("/leads/v1/leads", Map.of("last_name", "Lee", "assignee_id", user))
        .as(admin)
        .send();
  }

  private Answer team(Person admin, String user) throws IOException, InterruptedException {
    return client
        .call("PUT", "/leads/v1/teams/" + UUID.randomUUID() + "/members/" + user)
        .as(admin)
        .send();
  }
}
