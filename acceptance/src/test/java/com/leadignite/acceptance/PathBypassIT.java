package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

  /** 405 and 415 come before the question who asks, and tell no more than the API's description. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 404, 405, 415);

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
          RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, 3000);
      assertThat(settings.status()).as(field).isEqualTo(200);
      assertThat(settings.text()).as(field).contains("disable_signup");
    }
    for (String field : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
      String text = request("GET", "/leads/v1/leads", field + ": OPTIONS\r\n");
      assertThat(
              RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, 3000).status())
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
                RawSocket.send(server, from, request(route.method(), target, ""), 5000);
            if (!REFUSALS.contains(got.status()) || got.statuses().size() != 1) {
              broken.add(route.method() + " " + target + " -> " + got.statuses());
            }
          } catch (IOException e) {
            broken.add(route.method() + " " + target + " -> " + e);
          }
        });
      }
    }
    return spellings.size();
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
