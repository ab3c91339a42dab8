package com.leadignite.guard.openapi;

import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.NULL;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.OBJECT;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.openapi.RecordSchemas.Use;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {

  @JsonIgnoreProperties(ignoreUnknown = true)
  interface Loosely {}

  record LooselySentBody(String name) implements Loosely {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record LooseBody(String name) {}

  record Thing(String name, @Nullable String note, @Nullable JsonNode anything) {}

  record Kept(
      ObjectNode data,
      Map<String, String> labels,
      @org.eclipse.microprofile.openapi.annotations.media.Schema(
              additionalProperties = String.class)
          String raw) {}

  private final Components components = OASFactory.createComponents();
  private final RecordSchemas schemas = new RecordSchemas(components);

  @Test
  void anAnswerHasAllMembersAndSaysWhichMayBeNull() {
    schemas.of(Thing.class, Use.ANSWER);

    Schema thing = components.getSchemas().get("Thing");
    assertEquals(List.of("name", "note", "anything"), thing.getRequired());
    assertEquals(List.of(STRING), thing.getProperties().get("name").getType());
    assertEquals(List.of(STRING, NULL), thing.getProperties().get("note").getType());
    assertNull(thing.getAdditionalPropertiesSchema());
  }

  @Test
  void jsonOfAnyKindIsNotConstrained() {
    schemas.of(Thing.class, Use.ANSWER);

    assertNull(components.getSchemas().get("Thing").getProperties().get("anything").getType());
  }

  @Test
  void anObjectThatIsKeptAsItIsHasAnyMembers() {
    schemas.of(Kept.class, Use.BODY);

    Map<String, Schema> kept = components.getSchemas().get("KeptBody").getProperties();
    assertEquals(true, kept.get("data").getAdditionalPropertiesSchema().getBooleanSchema());
    for (String name : List.of("labels", "raw")) {
      assertEquals(List.of(OBJECT, NULL), kept.get(name).getType());
      assertEquals(List.of(STRING), kept.get(name).getAdditionalPropertiesSchema().getType());
    }
  }

  @Test
  void aBodySaysWhetherItTakesOtherMembers() {
    schemas.of(Thing.class, Use.BODY);
    schemas.of(LooseBody.class, Use.BODY);
    schemas.of(LooselySentBody.class, Use.BODY);

    assertEquals(false, takesMore("ThingBody"));
    assertEquals(true, takesMore("LooseBody"));
    assertEquals(true, takesMore("LooselySentBody"));
  }

  private boolean takesMore(String name) {
    return components.getSchemas().get(name).getAdditionalPropertiesSchema().getBooleanSchema();
  }
}
