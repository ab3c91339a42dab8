package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.body.Unread;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.util.UUID;

/** Events as services send them. */
final class Samples {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

  /** Reads as the service does, without one. */
  static final BodyReader READER = new BodyReader(JSON, VALIDATION.getValidator());

  private Samples() {}

  static Unread<NewEvent> unread(JsonNode event) {
    return READER.unread(event, NewEvent.class);
  }

  static UUID id() {
    return Generators.timeBasedEpochRandomGenerator().generate();
  }

  /** A lead of the organization that changed its status a moment ago. */
  static ObjectNode leadUpdated(UUID tenant) {
    try {
      ObjectNode event =
          (ObjectNode)
              JSON.readTree(
                  """
                  {
                    "actor": {
                      "type": "user",
                      "id": "01890a5d-ac96-774b-bcce-b302099a8057",
                      "name": "ada@example.com",
                      "session_id": "01890a5d-ac96-774b-bcce-b302099a8058"
                    },
                    "action": "lead.updated",
                    "targets": [
                      {"type": "lead", "id": "01890a5d-ac96-774b-bcce-b302099a8059", "name": "Grace"}
                    ],
                    "outcome": "allowed",
                    "context": {
                      "address": "192.0.2.7",
                      "user_agent": "curl/8",
                      "request_id": "r-1",
                      "service": "leads-service"
                    },
                    "changes": {"status": {"before": "new", "after": "won"}},
                    "metadata": {"via": "import"}
                  }
                  """);
      event.put("id", id().toString());
      event.put("tenant_id", tenant.toString());
      event.put("occurred_at", Instant.now().toString());
      return event;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
