package com.leadignite.webhook.processing;

import java.util.ArrayList;
import java.util.List;

/**
 * Webhooks of Meta's lead ads. Meta itself sends the lead's id and nothing else of it; what the
 * person entered has to be asked of the Graph API, with a token of the page. That is not done: such
 * webhooks are kept and ignored. Relays that add {@code field_data} make leads.
 */
final class Meta {

  private static final String SYSTEM = "meta";
  private static final int MOST = 50;

  private Meta() {}

  static Reading read(Payload body) {
    List<Report> reports = new ArrayList<>();
    boolean bare = false;
    for (Payload entry : body.at("entry").items()) {
      for (Payload change : entry.at("changes").items()) {
        Payload value = change.at("value");
        if ("leadgen".equals(change.at("field").text()) && reports.size() < MOST) {
          LeadBuilder lead = lead(value);
          if (value.at("field_data").items().isEmpty()) {
            bare = true;
          } else {
            reports.add(Report.of(lead.build()));
          }
        }
      }
    }
    if (!reports.isEmpty()) {
      return new Reading.Reports(reports);
    }
    return new Reading.Ignored(
        bare
            ? "it has the lead's id and none of its fields, which the Graph API would have to tell"
            : "it tells of no lead");
  }

  private static LeadBuilder lead(Payload value) {
    LeadBuilder lead = new LeadBuilder().reference(SYSTEM, value.at("leadgen_id").id());
    for (Payload field : value.at("field_data").items()) {
      String name = field.at("name").text();
      List<String> values = field.at("values").texts();
      if (name != null && !values.isEmpty()) {
        lead.put(name, values.getFirst());
      }
    }
    return lead.put("campaign_name", value.at("campaign_name").text());
  }
}
