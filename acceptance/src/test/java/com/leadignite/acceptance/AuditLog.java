package com.leadignite.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The audit log as an administrator of one organization reads it. */
record AuditLog(Client client, Person admin) {

  /** All events of an action, or of several as {@code lead.*}, newest first. */
  List<JsonNode> events(String action) throws IOException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          client
              .get("/audit/v1/events?limit=200&action=" + action + cursor)
              .as(admin)
              .send()
              .expect(200)
              .json();
      page.path("items").forEach(events::add);
      String next = page.path("next").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return events;
  }

  /** How many events of the action there are of each target. */
  Map<String, Long> countByTarget(String action) throws IOException, InterruptedException {
    return events(action).stream()
        .collect(
            Collectors.groupingBy(
                event -> event.at("/targets/0/id").asText(), Collectors.counting()));
  }
}
