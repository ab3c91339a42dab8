package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No way of writing a path leads past the question who is asking. */
@Tag("B6")
class PathBypassIT {

  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * What is answered before anybody's endpoint is reached, by the problem and what it says: an
   * endpoint that was reached says something else if it finds nothing or does not like the body.
   * 405 and 415 tell no more than the API's description.
   */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "400 /problems/ambiguous-path", "Send the path in its plain form",
          "400 /problems/malformed-request", "",
          "401 /problems/unauthenticated", "",
          "404 /problems/not-found", "",
          "405 /problems/method-not-allowed", "See the Allow field",
          "415 /problems/unsupported-media-type", "Send a Content-Type");

  private static final Set<String> BEFORE_ANY_ENDPOINT =
      Set.of(
          "Sign in, and send a valid bearer token.",
          // The same in the words of Supabase, at auth-service.
          "This endpoint requires a valid Bearer token",
          "The request target is not a path.",
          "No service has this path.",
          "The documentation has no such page.",
          "The head of the request cannot be read.",
          "There is nothing at this path, or nothing that you may see.");

  @Test
  void tellsAnEndpointFromAPathThatDoesNotExist() throws Exception {
    Person person = Person.signUp(Client.ofThePlatform());
    String bearer = "Authorization: Bearer " + person.accessToken() + "\r\n";
    int reached = 0;
    for (Route route : Route.guarded()) {
      if (route.path().contains("/admin/") || route.path().endsWith("/logout")) {
        continue;
      }
      String text = request(route.method(), route.path(), bearer);
      if (route.service().equals("auth")) {
        // Its PATCH takes JSON, not a merge patch.
        text = text.replace("application/merge-patch+json", "application/json");
      }
      RawSocket.Received got =
          RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, PATIENCE_MILLIS);
      assertThat(isRefusal(got)).as(route + " -> " + got.text()).isFalse();
      reached++;
    }
    assertThat(reached).isGreaterThan(20);
  }

  @Test
  void everyProtectedOperationAsksWhoIsCalling() throws Exception {
    for (Route route : Route.guarded()) {
      Client client = Client.ofThePlatform();
      List<Integer> statuses = new ArrayList<>();
      for (String type : List.of("application/json", "application/merge-patch+json")) {
        statuses.add(client.call(route.method(), route.path()).body(type, "{}").send().status());
      }
      assertThat(statuses).as(route.toString()).contains(401).isSubsetOf(401, 415);
    }
  }

  @Test
  void noSpellingOfAProtectedPathIsAnsweredAtTheFrontDoor() throws Exception {
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    int sent = 0;
    for (Route route : Route.guarded()) {
      sent += attack(Platform.shared().url(), route, broken);
    }
    System.out.println(sent + " spellings at the front door");
    assertThat(broken).isEmpty();
  }

  @Test
  void noSpellingOfAProtectedPathIsAnsweredByTheServiceItself() throws Exception {
    Platform platform = Platform.ownOnly();
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    int sent = 0;
    for (Route route : Route.guarded()) {
      sent += attack(platform.service(route.service()), route, broken);
    }
    System.out.println(sent + " spellings at the services");
    assertThat(broken).isEmpty();
  }

  @Test
  void noHeaderFieldChangesWhichPathOrMethodIsMeant() throws Exception {
    for (String field :
        List.of(
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-Original-URI",
            "X-Forwarded-Prefix",
            "X-Forwarded-Uri")) {
      String text = request("GET", "/auth/v1/settings", field + ": /leads/v1/leads\r\n");
      RawSocket.Received settings =
          RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, PATIENCE_MILLIS);
      assertThat(settings.status()).as(field).isEqualTo(200);
      assertThat(settings.text()).as(field).contains("disable_signup");
    }
    for (String field : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
      String text = request("GET", "/leads/v1/leads", field + ": OPTIONS\r\n");
      assertThat(
              RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, PATIENCE_MILLIS)
                  .status())
          .as(field)
          .isEqualTo(401);
    }
  }

  private static int attack(URI server, Route route, Queue<String> broken) {
    Set<String> spellings = PathVariants.of(route.path());
    // An address per route, so that the limit per address, which comes first, stays out of it.
    InetAddress from = LocalAddress.another();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (String target : spellings) {
        threads.execute(() -> {
          try {
            RawSocket.Received got =
                RawSocket.send(server, from, request(route.method(), target, ""), PATIENCE_MILLIS);
            if (!isRefusal(got)) {
              broken.add(route.method() + " " + target + " -> " + got.text());
            }
          } catch (IOException e) {
            broken.add(route.method() + " " + target + " -> " + e);
          }
        });
      }
    }
    return spellings.size();
  }

  private static boolean isRefusal(RawSocket.Received got) {
    if (got.statuses().size() != 1 || !got.body().startsWith("{")) {
      return false;
    }
    try {
      JsonNode problem = Client.JSON.readTree(got.body());
      String detail = problem.path("detail").asText();
      String expected = REFUSALS.get(got.status() + " " + problem.path("type").asText());
      return expected != null
          && (expected.isEmpty()
              ? BEFORE_ANY_ENDPOINT.contains(detail)
              : detail.startsWith(expected));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String request(String method, String target, String field) {
    boolean body = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        + field
        + (body ? "Content-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}" : "\r\n");
  }
}
