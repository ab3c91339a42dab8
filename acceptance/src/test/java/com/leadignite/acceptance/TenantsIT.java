package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two organizations that work at the same time never see a row, or an identity, of each other. */
@Tag("B8")
@Tag("B9")
class TenantsIT {

  private static final int LEADS_EACH = 5;
  private static final int THREADS_EACH = 4;
  private static final int ANSWERS = Integer.getInteger("acceptance.hammer.answers", 12_000);

  private final Queue<String> foreign = new ConcurrentLinkedQueue<>();
  private final LongAdder answers = new LongAdder();

  @Test
  void noAnswerEverCarriesAForeignRow() throws Exception {
    Tenant ada = Tenant.create("Ada");
    Tenant bob = Tenant.create("Bob");

    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS_EACH)) {
      for (int i = 0; i < THREADS_EACH; i++) {
        all.add(threads.submit(() -> hammer(ada, bob)));
        all.add(threads.submit(() -> hammer(bob, ada)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(foreign).isEmpty();
    assertThat(answers.sum()).isGreaterThanOrEqualTo(ANSWERS);
  }

  private Void hammer(Tenant mine, Tenant theirs) throws Exception {
    Client client = Client.ofThePlatform();
    for (int i = 0; answers.sum() < ANSWERS; i++) {
      String own = mine.leads().get(i % LEADS_EACH);
      String other = theirs.leads().get(i % LEADS_EACH);
      JsonNode lead =
          client.get("/leads/v1/leads/" + own).as(mine.admin()).send().expect(200).json();
      if (!lead.path("last_name").asText().equals(mine.name())
          || !lead.path("id").asText().equals(own)) {
        foreign.add(mine.name() + " read " + lead);
      }
      Answer denied = client.get("/leads/v1/leads/" + other).as(mine.admin()).send();
      if (denied.status() != 404 || denied.body().contains(theirs.name())) {
        foreign.add(mine.name() + " got " + denied + " for a lead of " + theirs.name());
      }
      JsonNode page =
          client.get("/leads/v1/leads?limit=20").as(mine.admin()).send().expect(200).json();
      for (JsonNode item : page.path("items")) {
        if (!item.path("last_name").asText().equals(mine.name())) {
          foreign.add(mine.name() + " listed " + item);
        }
      }
      if (page.path("items").size() != LEADS_EACH) {
        foreign.add(mine.name() + " listed " + page.path("items").size() + " leads");
      }
      // Between the two, a request of nobody: it must not inherit what the connection carried last.
      Answer nobody = client.get("/leads/v1/leads/" + own).send();
      if (nobody.status() != 401) {
        foreign.add("nobody got " + nobody);
      }
      answers.add(4);
    }
    return null;
  }

  /** An organization with leads that all bear its name. */
  private record Tenant(String name, Person admin, List<String> leads) {

    static Tenant create(String name) throws Exception {
      Client client = Client.ofThePlatform();
      Person admin = Person.signUp(client);
      List<String> leads = new ArrayList<>();
      for (int i = 0; i < LEADS_EACH; i++) {
        leads.add(
            client
                .post("/leads/v1/leads", Map.of("last_name", name))
                .as(admin)
                .once()
                .send()
                .expect(201)
                .text("/id"));
      }
      return new Tenant(name, admin, List.copyOf(leads));
    }
  }
}
