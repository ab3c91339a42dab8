package com.leadignite.webhook.processing;

import com.leadignite.webhook.processing.LeadBuilder.Field;

/** Webhooks of Calendly: whoever books a meeting is a lead. */
final class Calendly {

  private Calendly() {}

  static Reading read(Payload body) {
    if (!"invitee.created".equals(body.at("event").text())) {
      return new Reading.Ignored("this type is not processed");
    }
    Payload invitee = body.at("payload");
    LeadBuilder lead =
        new LeadBuilder()
            .put(Field.EMAIL, invitee.at("email").text())
            .put(Field.FIRST_NAME, invitee.at("first_name").text())
            .put(Field.LAST_NAME, invitee.at("last_name").text())
            .put(Field.NAME, invitee.at("name").text())
            .put(Field.PHONE, invitee.at("text_reminder_number").text())
            .put(Field.CAMPAIGN, invitee.at("tracking", "utm_campaign").text());
    for (Payload asked : invitee.at("questions_and_answers").items()) {
      String question = asked.at("question").text();
      if (question != null) {
        lead.put(question, asked.at("answer").text());
      }
    }
    return Calls.report(
        lead.put(Field.CAMPAIGN, invitee.at("scheduled_event", "name").text()), null);
  }
}
