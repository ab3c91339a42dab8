package com.leadignite.webhook.processing;

import com.leadignite.webhook.processing.LeadBuilder.Field;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of GoHighLevel: those of marketplace apps (members in camelCase, with a {@code type}),
 * and those that a workflow sends after a form (members in snake_case, with a {@code contact_id}).
 */
final class GoHighLevel {

  private static final String SYSTEM = "gohighlevel";

  private GoHighLevel() {}

  static Reading read(Payload body) {
    String type = body.at("type").text();
    if (type == null) {
      return body.at("contact_id").isThere()
          ? contact(body, body.at("contact_id").id())
          : new Reading.Ignored("it has no type, and no contact_id");
    }
    return switch (type) {
      case "ContactCreate", "ContactUpdate", "ContactDndUpdate", "ContactTagUpdate" ->
          contact(body, body.at("id").id());
      case "FormSubmission", "FormSubmitted", "SurveySubmission", "SurveySubmitted" ->
          contact(body, either(body.at("contactId").id(), body.at("contact_id").id()));
      case "OpportunityCreate", "OpportunityUpdate", "OpportunityStatusUpdate" -> opportunity(body);
      default -> new Reading.Ignored("this type is not processed");
    };
  }

  private static Reading contact(Payload body, @Nullable String id) {
    LeadBuilder lead = new LeadBuilder().reference(SYSTEM, id);
    for (String name : body.names()) {
      lead.put(name, body.at(name).text());
    }
    lead.put(Field.CAMPAIGN, either(body.at("source").text(), body.at("contact_source").text()))
        .tags(body.at("tags").texts())
        .doNotContact(body.at("dnd").isTrue());
    return Calls.report(lead, null);
  }

  /**
   * An opportunity has its contact's id and a name, which is the contact's unless somebody changed
   * it: enough to find the lead, or to begin one that the contact fills.
   */
  private static Reading opportunity(Payload body) {
    LeadBuilder lead =
        new LeadBuilder()
            .reference(SYSTEM, body.at("contactId").id())
            .put(Field.LAST_NAME, body.at("name").text())
            .put(Field.CAMPAIGN, body.at("source").text());
    return body.at("contactId").isThere()
        ? Calls.report(lead, null)
        : new Reading.Ignored("the opportunity names no contact");
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
