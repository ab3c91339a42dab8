package com.leadignite.webhook.processing;

import com.leadignite.webhook.processing.LeadBuilder.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of Typeform. Answers of the types e-mail and phone number are taken as such; texts by
 * what the form calls the question, in its reference or its title; hidden fields by their names.
 */
final class Typeform {

  private static final String SYSTEM = "typeform";

  private Typeform() {}

  static Reading read(Payload body) {
    if (!"form_response".equals(body.at("event_type").text())) {
      return new Reading.Ignored("this type is not processed");
    }
    Payload response = body.at("form_response");
    LeadBuilder lead = new LeadBuilder();
    Map<String, String> titles = titles(response);
    for (Payload answer : response.at("answers").items()) {
      take(lead, answer, titles);
    }
    Payload hidden = response.at("hidden");
    for (String name : hidden.names()) {
      lead.put(name, hidden.at(name).text());
    }
    lead.put(Field.CAMPAIGN, response.at("definition", "title").text());
    // After the question whether anybody is named: a token names a response and nobody.
    return lead.isNamed()
        ? Calls.report(lead.reference(SYSTEM, response.at("token").id()), null)
        : Calls.report(lead, null);
  }

  private static Map<String, String> titles(Payload response) {
    Map<String, String> titles = new HashMap<>();
    for (Payload field : response.at("definition", "fields").items()) {
      String id = field.at("id").text();
      String title = field.at("title").text();
      if (id != null && title != null) {
        titles.put(id, title);
      }
    }
    return titles;
  }

  private static void take(LeadBuilder lead, Payload answer, Map<String, String> titles) {
    String type = answer.at("type").text();
    if (type == null) {
      return;
    }
    switch (type) {
      case "email" -> lead.put(Field.EMAIL, answer.at("email").text());
      case "phone_number" -> lead.put(Field.PHONE, answer.at("phone_number").text());
      case "text", "url", "choice" -> {
        String said =
            "choice".equals(type) ? answer.at("choice", "label").text() : answer.at(type).text();
        named(lead, answer.at("field", "ref").text(), said);
        String id = answer.at("field", "id").text();
        named(lead, id == null ? null : titles.get(id), said);
      }
      default -> {}
    }
  }

  private static void named(LeadBuilder lead, @Nullable String label, @Nullable String value) {
    if (label != null) {
      lead.put(label, value);
    }
  }
}
