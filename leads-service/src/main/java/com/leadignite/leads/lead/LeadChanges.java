package com.leadignite.leads.lead;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Audit events of leads: what was done, and each field that changed, before and after. */
@Singleton
final class LeadChanges {

  private final AuditEvents events;

  LeadChanges(AuditEvents events) {
    this.events = events;
  }

  /**
   * The event of one change.
   *
   * @param action for example {@code lead.updated}
   * @param before null where the lead is new
   */
  AuditEvent event(String action, @Nullable Lead before, Lead after) {
    Map<String, @Nullable Object> old = before == null ? Map.of() : fields(before);
    var event = events.of(action).target("lead", after.id().toString(), after.name());
    fields(after)
        .forEach((field, value) -> {
          if (!Objects.equals(old.get(field), value)) {
            event.change(field, old.get(field), value);
          }
        });
    return event.build();
  }

  private static Map<String, @Nullable Object> fields(Lead lead) {
    LeadDetails details = lead.details();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("owner_id", lead.ownerId().toString());
    fields.put("assignee_id", text(details.assigneeId()));
    fields.put("team_id", text(details.teamId()));
    fields.put("first_name", details.firstName());
    fields.put("last_name", details.lastName());
    fields.put("company", details.company());
    fields.put("title", details.title());
    fields.put("email", details.email());
    fields.put("phone", details.phone());
    fields.put("website", details.website());
    fields.put("address.street", details.address().street());
    fields.put("address.city", details.address().city());
    fields.put("address.region", details.address().region());
    fields.put("address.postal_code", details.address().postalCode());
    fields.put("address.country", details.address().country());
    fields.put("source", details.source());
    fields.put("campaign", details.campaign());
    fields.put("status", details.status().wireName());
    fields.put("status_reason", details.statusReason());
    fields.put("score", details.score());
    fields.put("tags", details.tags());
    ConsentBasis basis = details.consent().basis();
    fields.put("consent.basis", basis == null ? null : basis.wireName());
    fields.put("consent.obtained_at", text(details.consent().obtainedAt()));
    fields.put("consent.do_not_call", details.consent().doNotCall());
    fields.put("consent.do_not_email", details.consent().doNotEmail());
    fields.put("deleted_at", text(lead.deletedAt()));
    return fields;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
