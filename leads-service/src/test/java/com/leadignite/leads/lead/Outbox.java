package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The audit events that wait to be handed on. */
final class Outbox {

  private Outbox() {}

  /** What was done. */
  static List<JsonNode> events() {
    return all().stream().filter(event -> !isDenial(event)).toList();
  }

  /** What was refused. */
  static List<JsonNode> denials() {
    return all().stream().filter(Outbox::isDenial).toList();
  }

  private static boolean isDenial(JsonNode event) {
    return event.get("action").textValue().equals("access.denied");
  }

  private static List<JsonNode> all() {
    try (Connection connection = PlatformServers.superuser().getConnection()) {
      return TestingDatabase.texts(connection, "select event from leads.outbox order by id")
          .stream()
          .map(Bodies::json)
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> actions() {
    return events().stream().map(event -> event.get("action").textValue()).toList();
  }
}
