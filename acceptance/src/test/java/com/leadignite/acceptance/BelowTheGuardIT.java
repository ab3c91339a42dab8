package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests that some part below our filters could answer in its own way: each gets a problem
 * document that its page may read, with a request id, from the front door and from every service.
 */
@Tag("B46")
class BelowTheGuardIT {

  private static final int PATIENCE_MILLIS = 60_000;

  /** The path is there in no service, so that none is the front door's alone. */
  private static final Map<String, Integer> REQUESTS =
      Map.ofEntries(
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a", 404),
          Map.entry("GET %s/nothing;a=b HTTP/1.1|ORIGIN|Host: a", 400),
          Map.entry("GET %s/nothing?q=%%zz HTTP/1.1|ORIGIN|Host: a", 400),
          Map.entry("GET %s/nothing?q=a|ORIGIN|Host: a", 400),
          Map.entry("GET %s/nothing?q=LONG HTTP/1.1|ORIGIN|Host: a", 414),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a|Host: b", 400),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN", 400),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a|X y: z", 400),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a|Cookie: a|Cookie: b", 400),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a|Content-Length: x", 400),
          Map.entry("GET %s/nothing HTTP/1.1|ORIGIN|Host: a|X: LONG LONG LONG LONG LONG", 431));

  @Test
  void noAnswerIsTheFrameworksOwn() throws Exception {
    List<String> broken = new ArrayList<>();
    Platform platform = Platform.ownOnly();
    for (Route route :
        List.of(
            new Route("", "", "/auth/v1"),
            new Route("", "", "/leads/v1"),
            new Route("", "", "/webhooks/v1"),
            new Route("", "", "/audit/v1"))) {
      for (URI server : List.of(platform.url(), platform.service(route.service()))) {
        for (Map.Entry<String, Integer> request : REQUESTS.entrySet()) {
          String text = text(request.getKey(), route.template());
          RawSocket.Received got =
              RawSocket.send(server, LocalAddress.another(), text, PATIENCE_MILLIS);
          if (!isOurs(got, request.getValue())) {
            broken.add(server + " " + text.substring(0, 80) + " -> " + got.text());
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void whatBrowsersLeaveAsItIsInAQueryIsData() throws Exception {
    for (Route route : Route.guarded()) {
      if (route.method().equals("GET")) {
        String text =
            "GET "
                + route.path()
                + "?q=a|b{c}^d`e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        RawSocket.Received got =
            RawSocket.send(Platform.shared().url(), LocalAddress.another(), text, PATIENCE_MILLIS);
        assertThat(got.status()).as(text).isEqualTo(401);
      }
    }
  }

  private static String text(String request, String prefix) {
    String origin = "Origin: " + Platform.shared().allowedOrigin();
    return request
            .formatted(prefix)
            .replace("ORIGIN", origin)
            .replace("LONG", "y".repeat(3500))
            .replace("|", "\r\n")
        + "\r\nConnection: close\r\n\r\n";
  }

  private static boolean isOurs(RawSocket.Received got, int status) throws Exception {
    if (!got.statuses().equals(List.of(status))
        || !got.header("content-type").equals("application/problem+json")) {
      return false;
    }
    JsonNode problem = Client.JSON.readTree(got.body());
    // If the first line is none, nothing behind it is read.
    boolean readable =
        status != 400
            || !problem.path("detail").asText().equals("The head of the request cannot be read.");
    return problem.path("status").asInt() == status
        && !got.header("x-request-id").isEmpty()
        && got.header("x-request-id").equals(problem.path("request_id").asText())
        && (!readable
            || got.header("access-control-allow-origin").equals(Platform.shared().allowedOrigin()));
  }
}
