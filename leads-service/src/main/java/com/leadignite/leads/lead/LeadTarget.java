package com.leadignite.leads.lead;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lead as far as it decides who may see and change it. */
record LeadTarget(
    TenantId tenantId,
    UserId ownerId,
    @Nullable UserId assigneeId,
    @Nullable UUID teamId,
    boolean deleted) {

  static LeadTarget of(Lead lead) {
    UUID assignee = lead.details().assigneeId();
    return new LeadTarget(
        lead.tenantId(),
        lead.ownerId(),
        assignee == null ? null : new UserId(assignee),
        lead.details().teamId(),
        lead.deletedAt() != null);
  }
}
