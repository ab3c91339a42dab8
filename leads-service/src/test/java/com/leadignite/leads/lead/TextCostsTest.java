package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Role;
import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private final Org.Member admin = new Org().member(Role.ADMIN);
  private String lead = "";

  @BeforeEach
  void createALead() {
    lead = admin.lead("{'last_name': 'Hopper'}");
  }

  @Override
  protected String authorization(String operation) {
    return operation.endsWith("/intake")
        ? TestTokens.service("webhook-service", "leads:intake").bearer()
        : admin.bearer();
  }

  @Override
  protected String inPath(String operation, String parameter) {
    if (operation.contains("/teams/{id}")) {
      return admin.team("Team " + UUID.randomUUID());
    }
    if (operation.contains("/calls/{id}")) {
      return call();
    }
    if (operation.startsWith("DELETE") && parameter.equals("id")) {
      createALead();
    }
    return switch (parameter) {
      case "id", "lead_id" -> lead;
      case "user_id" -> admin.user().toString();
      default -> UUID.randomUUID().toString();
    };
  }

  private String call() {
    return admin
        .request()
        .contentType("application/json")
        .body("{\"direction\": \"inbound\"}")
        .post(Org.LEADS + "/" + lead + "/calls")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Override
  protected String sample(String operation) {
    return switch (operation) {
      case "POST /leads/v1/leads" -> "{\"last_name\": \"Hopper\"}";
      case "POST /leads/v1/intake" ->
          """
          {"organization_id": "%s", "delivery_id": "%s", "owner_id": "%s",
           "lead": {"last_name": "Hopper", "tags": ["a"]},
           "call": {"provider": "vapi", "provider_call_id": "c",
             "details": {"direction": "inbound"}}}
          """
              .formatted(admin.tenant(), UUID.randomUUID(), admin.user());
      case "POST /leads/v1/leads/{lead_id}/calls" -> "{\"direction\": \"outbound\"}";
      case "PATCH /leads/v1/calls/{id}" -> "{\"outcome\": \"busy\"}";
      case "POST /leads/v1/teams" -> "{\"name\": \"Team %s\"}".formatted(UUID.randomUUID());
      case "PATCH /leads/v1/teams/{id}" -> "{\"name\": \"Team %s\"}".formatted(UUID.randomUUID());
      case "PATCH /leads/v1/leads/{id}" -> "{\"title\": \"Admiral\"}";
      default -> "{\"owner_id\": \"%s\"}".formatted(admin.user());
    };
  }

  @Override
  protected Map<String, String> headers(String operation) {
    if (operation.matches("(PATCH|DELETE) .*/teams/\\{id}")) {
      return Map.of("if-match", "\"1-0\"");
    }
    if (operation.matches("(PATCH|DELETE) .*/calls/\\{id}")) {
      return Map.of("if-match", "\"1\"");
    }
    return operation.matches("(PATCH|DELETE) .*/leads/\\{id}|.*/transfer")
        ? Map.of("if-match", etag(Org.LEADS + "/" + lead, admin.bearer()))
        : Map.of();
  }
}
