package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways of writing a path; sent as they are, which no HTTP client would do. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadPathsTest {

  @Test
  @Tag("B6")
  void noWayOfWritingAPathGetsPastTheGuard() throws IOException {
    Member admin = new Org().member(Role.ADMIN);
    String id = admin.lead("{'last_name': 'Lee'}");
    List<String> routes =
        List.of(
            "GET /leads/v1/leads",
            "POST /leads/v1/leads",
            "GET /leads/v1/leads/" + id,
            "PATCH /leads/v1/leads/" + id,
            "DELETE /leads/v1/leads/" + id,
            "POST /leads/v1/leads/" + id + "/restore",
            "POST /leads/v1/leads/" + id + "/transfer",
            "GET /leads/v1/leads/" + id + "/calls",
            "POST /leads/v1/leads/" + id + "/calls",
            "GET /leads/v1/calls",
            "GET /leads/v1/calls/" + id,
            "PATCH /leads/v1/calls/" + id,
            "DELETE /leads/v1/calls/" + id,
            "GET /leads/v1/teams",
            "PATCH /leads/v1/teams/" + id,
            "GET /leads/v1/teams/" + id + "/members",
            "PUT /leads/v1/teams/" + id + "/members/" + id,
            "DELETE /leads/v1/teams/" + id + "/members/" + id);
    List<String> open = new ArrayList<>();
    for (String route : routes) {
      String method = route.split(" ", 2)[0];
      for (String path : spellings(route.split(" ", 2)[1])) {
        String answer = answer(method, path);
        if (!isRefusal(answer)) {
          open.add(method + " " + path + " " + answer);
        }
      }
    }

    assertTrue(open.isEmpty(), open.toString());
    assertTrue(answer("GET", "/leads/v1/leads/" + id).startsWith("HTTP/1.1 401 "));
    admin.read(id).then().statusCode(200);
  }

  private static List<String> spellings(String path) {
    int last = path.lastIndexOf('/');
    String head = path.substring(0, last);
    String tail = path.substring(last + 1);
    return List.of(
        path,
        "/" + path,
        head + "//" + tail,
        head + "/./" + tail,
        head + "/x/../" + tail,
        head + "/..;/" + path.substring(1),
        path + ";a=b",
        path + ";",
        head + ";x/" + tail,
        head + "%2f" + tail,
        head + "%2F" + tail,
        path + "%3b",
        path + "%00",
        path + "%20",
        path + "/",
        path + "//",
        path + "/.",
        path + "?",
        path + "#",
        path + ".json",
        head + "\\" + tail,
        head + "%5c" + tail,
        head + "/%2e/" + tail,
        head + "/%2e%2e/" + tail,
        head + "%252f" + tail,
        path.replace("leads", "Leads"),
        path.toUpperCase(java.util.Locale.ROOT),
        "http://localhost" + path,
        path.replace("/v1", "/v1/%2e"));
  }

  /**
   * What is answered before an endpoint is reached. An endpoint that was reached says something
   * else of a lead that is not there, or of a body that it does not take.
   */
  private static boolean isRefusal(String answer) {
    return answer.startsWith("HTTP/1.1 401 ")
        || answer.startsWith("HTTP/1.1 405 ")
        || answer.contains("/problems/ambiguous-path")
        || answer.contains("The head of the request cannot be read.")
        || answer.contains("The request target is not a path.")
        || answer.contains("There is nothing at this path, or nothing that you may see.");
  }

  private static String answer(String method, String path) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(60_000);
      String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"1\"\r\nConnection: close\r\n"
              + "Content-Type: "
              + type
              + "\r\nContent-Length: 2\r\n\r\n{}";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
