package com.leadignite.leads.lead;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Audit events of leads: what was done, and each field that changed, before and after. */
@Singleton
final class LeadAuditEvents {

  private final AuditEvents events;

  LeadAuditEvents(AuditEvents events) {
    this.events = events;
  }

  /**
   * The event of one change.
   *
   * @param action for example {@code lead.updated}
   * @param before null if the lead is new
   */
  AuditEvent event(String action, @Nullable Lead before, Lead after) {
    var event =
        events
            .of(action)
            .tenant(after.tenantId())
            .target("lead", after.id().toString(), after.name());
    for (LeadColumn column : LeadColumn.AUDITED) {
      Object old = before == null ? null : column.plain(before);
      Object value = column.plain(after);
      if (!Objects.equals(old, value)) {
        event.change(column.audited(), old, value);
      }
    }
    return event.build();
  }
}
