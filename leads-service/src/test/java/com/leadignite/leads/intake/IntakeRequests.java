package com.leadignite.leads.intake;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.peer.TestingAuth;
import com.leadignite.testkit.token.TestTokens;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Reports of a service, and the owner's requests; bodies are written with single quotes. */
abstract class IntakeRequests {

  static final String INTAKE = "/leads/v1/intake";
  static final String LEADS = "/leads/v1/leads";
  static final String CALLS = "/leads/v1/calls";
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String CALL =
      """
      {'provider': 'vapi', 'provider_call_id': 'c-1', 'assistant_name': 'Mia',
       'ended_reason': 'customer-ended-call',
       'details': {'direction': 'outbound', 'outcome': 'connected', 'transcript': 'Hello',
         'cost_micros': 87100, 'currency': 'USD'}}
      """;

  final UUID tenant = UUID.randomUUID();
  final UUID owner = UUID.randomUUID();
  final Instant since = TestingAuth.join(tenant, owner, Role.AGENT);
  final String agent =
      TestTokens.person()
          .role(Role.AGENT)
          .tenant(tenant)
          .user(owner)
          .memberSince(since)
          .scopes("leads:read leads:write calls:read calls:write")
          .bearer();
  private int deliveries;

  final Response report(String lead, String call) {
    deliveries++;
    return send(body("delivery-" + deliveries, lead, call));
  }

  final String body(String delivery, String lead, String call) {
    try {
      ObjectNode body = JSON.createObjectNode();
      body.put("organization_id", tenant.toString());
      body.put("delivery_id", delivery);
      body.put("owner_id", owner.toString());
      body.set("lead", JSON.readTree(lead.replace('\'', '"')));
      if (call != null) {
        body.set("call", JSON.readTree(call.replace('\'', '"')));
      }
      return body.toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(lead + call, e);
    }
  }

  static Response send(String body) {
    return given()
        .header("Authorization", TestTokens.service("webhook-service", "leads:intake").bearer())
        .contentType("application/json")
        .body(body)
        .post(INTAKE);
  }

  final String create(String body) {
    return given()
        .header("Authorization", agent)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post(LEADS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  final Response read(String path) {
    return given().header("Authorization", agent).get(path);
  }

  /** The leads that reports make which come at once. */
  final Set<String> atOnce(int reports, String lead) {
    List<CompletableFuture<Response>> sent =
        IntStream.range(0, reports)
            .mapToObj(i -> body("r-" + i, lead, null))
            .map(body -> CompletableFuture.supplyAsync(() -> send(body)))
            .toList();
    return sent.stream()
        .map(CompletableFuture::join)
        .map(answer -> answer.then().statusCode(200).extract().<String>path("lead_id"))
        .collect(toSet());
  }

  final void delete(String lead) {
    given()
        .header("Authorization", agent)
        .header("If-Match", "\"1\"")
        .delete(LEADS + "/" + lead)
        .then()
        .statusCode(204);
  }
}
