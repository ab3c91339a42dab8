package com.leadignite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.benchmarks.ListRead.Asked;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes what the lists of a service are read from: every list that it has. */
final class SampleLists implements AutoCloseable {

  private static final int MANY = 50;
  private static final int PEOPLE = 20;
  private static final int PATIENCE_SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI platform;
  private final JsonClient client;
  private final SampleLead owner;

  private SampleLists(URI platform, JsonClient client, SampleLead owner) {
    this.platform = platform;
    this.client = client;
    this.owner = owner;
  }

  /** Somebody new, for whom lists are made. */
  static SampleLists create(Stack stack) throws IOException, InterruptedException {
    URI platform = stack.url();
    return new SampleLists(platform, new JsonClient(platform), SampleLead.create(platform));
  }

  /** The lists of a service, filled. */
  List<ListRead> of(Service service) throws IOException, InterruptedException {
    return switch (service) {
      case AUTH -> List.of(sessions(), members(), invitations(), organizations());
      case LEADS -> List.of(leads(), team());
      case WEBHOOK -> List.of(sources(), inbox());
      case AUDIT -> List.of(events());
    };
  }

  private ListRead sessions() throws IOException, InterruptedException {
    owner.moreTokens(platform, PEOPLE - 1);
    return ListRead.paged("sessions", "/auth/v1/sessions", owner.token(), PEOPLE);
  }

  private ListRead members() throws IOException, InterruptedException {
    people();
    return ListRead.paged("members", "/auth/v1/organization/members", owner.token(), PEOPLE);
  }

  private ListRead invitations() throws IOException, InterruptedException {
    for (int i = 0; i < MANY; i++) {
      invite(owner, "open-" + UUID.randomUUID() + "@example.org");
    }
    String path = "/auth/v1/organization/invitations";
    return ListRead.paged("invitations", path, owner.token(), MANY);
  }

  private ListRead organizations() throws IOException, InterruptedException {
    SampleLead wanderer = SampleLead.create(platform);
    String email = JSON.readTree(wanderer.account()).path("email").asText();
    for (int i = 1; i < PEOPLE; i++) {
      String token = invite(SampleLead.create(platform), email);
      client.post(
          "/auth/v1/invitations/accept", wanderer.token(), "{\"token\": \"" + token + "\"}");
    }
    String path = "/auth/v1/organizations";
    return new ListRead(
        "organizations",
        new Asked(path, owner.token(), 1),
        new Asked(path, wanderer.token(), PEOPLE));
  }

  private ListRead leads() throws IOException, InterruptedException {
    moreLeads();
    return ListRead.paged("leads", "/leads/v1/leads", owner.token(), MANY);
  }

  private ListRead team() throws IOException, InterruptedException {
    String one = "/leads/v1/teams/" + UUID.randomUUID() + "/members";
    String all = "/leads/v1/teams/" + UUID.randomUUID() + "/members";
    client.put(one + "/" + owner.userId(), owner.token());
    client.put(all + "/" + owner.userId(), owner.token());
    for (UUID person : people()) {
      client.put(all + "/" + person, owner.token());
    }
    return new ListRead(
        "team members", new Asked(one, owner.token(), 1), new Asked(all, owner.token(), PEOPLE));
  }

  private ListRead sources() throws IOException, InterruptedException {
    String path = "/webhooks/v1/sources";
    SampleLead other = SampleLead.create(platform);
    SampleWebhooks.source(client, other.token());
    for (int i = 0; i < MANY; i++) {
      SampleWebhooks.source(client, owner.token());
    }
    return new ListRead(
        "sources", new Asked(path, other.token(), 1), new Asked(path, owner.token(), MANY));
  }

  private ListRead inbox() throws IOException, InterruptedException {
    // Somebody else's, as the owner's sources are counted.
    SampleLead receiver = SampleLead.create(platform);
    JsonNode source = SampleWebhooks.source(client, receiver.token());
    for (int i = 0; i < MANY; i++) {
      SampleWebhooks.deliver(platform, source);
    }
    return ListRead.paged("inbox", "/webhooks/v1/inbox", receiver.token(), MANY);
  }

  /** Leads' creations, which reach the audit log a little later. */
  private ListRead events() throws IOException, InterruptedException {
    moreLeads();
    String path = "/audit/v1/events?action=lead.created";
    for (int second = 0; second < PATIENCE_SECONDS; second++) {
      if (client.get(path + "&limit=" + MANY, owner.token()).path("items").size() == MANY) {
        return ListRead.paged("events", path, owner.token(), MANY);
      }
      Thread.sleep(1_000);
    }
    throw new IllegalStateException("the audit log does not get the creation of " + MANY);
  }

  private void moreLeads() throws IOException, InterruptedException {
    for (int i = 1; i < MANY; i++) {
      client.post(
          "/leads/v1/leads",
          owner.token(),
          SampleLead.BODY
              .replace("grace@", "grace" + i + "@")
              .replace("+14155552671", "+1415555" + (3000 + i)));
    }
  }

  /** All the others who join the owner's organization. */
  private List<UUID> people() throws IOException, InterruptedException {
    List<UUID> people = new ArrayList<>();
    for (int i = 1; i < PEOPLE; i++) {
      String email = "member-" + UUID.randomUUID() + "@example.org";
      String account =
          """
          {"email": "%s", "password": "%s", "data": {"invitation_token": "%s"}}
          """
              .formatted(email, UUID.randomUUID(), invite(owner, email));
      JsonNode session = client.post("/auth/v1/signup", "", account);
      people.add(UUID.fromString(session.at("/user/id").asText()));
    }
    return people;
  }

  /** The token of an invitation to somebody's organization. */
  private String invite(SampleLead by, String email) throws IOException, InterruptedException {
    return client
        .post(
            "/auth/v1/organization/invitations",
            by.token(),
            "{\"email\": \"" + email + "\", \"role\": \"agent\"}")
        .path("token")
        .asText();
  }

  @Override
  public void close() {
    client.close();
  }
}
