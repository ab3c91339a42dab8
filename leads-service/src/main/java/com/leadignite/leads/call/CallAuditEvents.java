package com.leadignite.leads.call;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Audit events of calls: what was done, and each field that changed, before and after. */
@Singleton
final class CallAuditEvents {

  private final AuditEvents events;

  CallAuditEvents(AuditEvents events) {
    this.events = events;
  }

  /**
   * The event of one change.
   *
   * @param action for example {@code call.updated}
   * @param before null if the call is new
   * @param after null if the call is deleted
   */
  AuditEvent event(String action, @Nullable Call before, @Nullable Call after) {
    Call call = after == null ? before : after;
    if (call == null) {
      throw new IllegalArgumentException("an event of no call");
    }
    var event =
        events
            .of(action)
            .tenant(call.tenantId())
            .target("call", call.id())
            .target("lead", call.leadId());
    for (CallColumn column : CallColumn.AUDITED) {
      event.change(
          column.column(),
          before == null ? null : column.plain(before),
          after == null ? null : column.plain(before, after));
    }
    return event.build();
  }
}
