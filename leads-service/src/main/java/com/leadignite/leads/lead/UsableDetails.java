package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes details of a lead of what another system reports, without what leads may not have. */
@Singleton
final class UsableDetails {

  /** One reading finds all that is wrong in single members, the next what is wrong without them. */
  private static final int READINGS = 3;

  private static final int MOST_TAGS = 20;

  /** Stands for a name that a report leaves out: what is read needs one, a lead there has one. */
  private static final String NO_NAME = "?";

  private final BodyReader reader;
  private final ObjectMapper json;

  UsableDetails(BodyReader reader, ObjectMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /**
   * What is usable.
   *
   * @param details perhaps without anything that says who it is: enough for a lead that is there
   * @param dropped the members that could not be used
   */
  record Usable(LeadDetails details, List<String> dropped) {}

  /** Reads a report by the rules of leads, but for the one that somebody can be recognized. */
  Usable of(ReportedLead lead, LeadKeepers keepers) {
    ObjectNode details = written(lead, keepers);
    Set<String> dropped = new LinkedHashSet<>();
    for (int reading = 1; ; reading++) {
      try {
        return new Usable(read(details), List.copyOf(dropped));
      } catch (Problem broken) {
        if (broken.type() != CommonProblem.VALIDATION_FAILED || reading == READINGS) {
          throw broken;
        }
        List<String> named = named(broken);
        named.removeIf(member -> !remove(details, member));
        if (named.isEmpty()) {
          throw broken;
        }
        dropped.addAll(named);
      }
    }
  }

  private LeadDetails read(ObjectNode details) {
    return details.has("last_name")
        ? reader.read(details, LeadDetails.class)
        : reader
            .read(details.deepCopy().put("last_name", NO_NAME), LeadDetails.class)
            .withoutLastName();
  }

  private ObjectNode written(ReportedLead lead, LeadKeepers keepers) {
    ObjectNode details = json.createObjectNode();
    put(details, "first_name", lead.firstName());
    put(details, "last_name", lead.lastName());
    put(details, "company", lead.company());
    put(details, "title", lead.title());
    put(details, "email", lead.email());
    put(details, "phone", lead.phone());
    put(details, "website", lead.website());
    put(details, "source", lead.source());
    put(details, "campaign", lead.campaign());
    put(details, "assignee_id", keepers.assigneeId());
    put(details, "team_id", keepers.teamId());
    ObjectNode address = json.createObjectNode();
    put(address, "street", lead.street());
    put(address, "city", lead.city());
    put(address, "region", lead.region());
    put(address, "postal_code", lead.postalCode());
    put(address, "country", lead.country());
    details.set("address", address);
    ArrayNode tags = details.putArray("tags");
    lead.tags().stream().limit(MOST_TAGS).forEach(tags::add);
    if (lead.doNotContact()) {
      details.putObject("consent").put("do_not_call", true).put("do_not_email", true);
    }
    return details;
  }

  private static void put(ObjectNode object, String member, @Nullable Object value) {
    if (value != null) {
      object.put(member, value.toString());
    }
  }

  /** Takes a member out, of the whole or of an object in it; answers whether it was there. */
  private static boolean remove(ObjectNode details, String member) {
    int dot = member.indexOf('.');
    if (dot < 0) {
      return details.remove(member) != null;
    }
    return details.get(member.substring(0, dot)) instanceof ObjectNode object
        && object.remove(member.substring(dot + 1)) != null;
  }

  /** The members that broke a rule; of an item of a list, the list. */
  private static List<String> named(Problem broken) {
    List<String> members = new ArrayList<>();
    if (broken.members().get("errors") instanceof List<?> errors) {
      for (Object error : errors) {
        if (error instanceof Map<?, ?> rule) {
          members.add(String.valueOf(rule.get("field")).replaceFirst("\\[.*", ""));
        }
      }
    }
    return members;
  }
}
