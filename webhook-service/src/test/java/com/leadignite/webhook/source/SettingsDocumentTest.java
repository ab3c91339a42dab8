package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.webhook.signature.SourceKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** A kind of source that is added is in the OpenAPI document without being named anywhere else. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
final class SettingsDocumentTest {

  @Test
  void describesTheSettingsOfEveryKind() throws Exception {
    JsonNode document;
    try (InputStream in =
        PlatformServers.management().resolve("openapi?format=json").toURL().openStream()) {
      document = new ObjectMapper().readTree(in);
    }

    assertDescribes(document, "SchemeSettings", "SourceView");
    assertDescribes(document, "SchemeSettingsBody", "NewSourceBody");
  }

  private static void assertDescribes(JsonNode document, String settings, String user) {
    JsonNode forms = document.at("/components/schemas/" + settings + "/anyOf");
    assertEquals(SourceKind.values().length, forms.size(), document.toPrettyString());
    for (JsonNode each : forms) {
      JsonNode schema = document.at(each.get("$ref").asText().substring(1));
      assertTrue(schema.at("/description").asText().contains(" source "), each.toString());
      assertTrue(schema.at("/type").asText().equals("object"), each.toString());
    }
    String member = document.at("/components/schemas/" + user + "/properties/settings").toString();
    assertTrue(member.contains("\"#/components/schemas/" + settings + "\""), member);
  }
}
