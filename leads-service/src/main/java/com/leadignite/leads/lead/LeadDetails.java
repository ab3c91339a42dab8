package com.leadignite.leads.lead;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may write of a lead. Every other member is refused, so that no body sets an owner,
 * a tenant or a version (B35).
 *
 * @param assigneeId who works on it
 * @param teamId the team it belongs to
 * @param email as it was written
 * @param phone as it was written
 * @param website as it was written
 * @param source where the lead came from
 * @param campaign the campaign it came from
 * @param statusReason why; needed if the status is {@code dead}
 * @param tags distinct
 */
@Body
@ConsistentLead
@RegisterForReflection
record LeadDetails(
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    @Line(max = 100) @Nullable String firstName,
    @Line(max = 100) @Nullable String lastName,
    @Line(max = 200) @Nullable String company,
    @Line(max = 100) @Nullable String title,
    @MailAddress @Nullable String email,
    @DialableNumber @Nullable String phone,
    @WebAddress @Nullable String website,
    @Valid Address address,
    @Line(max = 64) @Nullable String source,
    @Line(max = 100) @Nullable String campaign,
    LeadStatus status,
    @Line(max = 500) @Nullable String statusReason,
    @Range(min = 0, max = 100) int score,
    @Size(max = 20) List<@Line(max = 50) String> tags,
    @Valid Consent consent) {

  // Null is what a body says that leaves the member out or clears it.
  LeadDetails {
    address = address == null ? Address.NONE : address;
    status = status == null ? LeadStatus.NEW : status;
    tags = List.copyOf(new LinkedHashSet<>(tags));
    consent = consent == null ? Consent.NONE : consent;
  }

  /** The same without the last name. */
  LeadDetails withoutLastName() {
    return new LeadDetails(
        assigneeId,
        teamId,
        firstName,
        null,
        company,
        title,
        email,
        phone,
        website,
        address,
        source,
        campaign,
        status,
        statusReason,
        score,
        tags,
        consent);
  }

  /** Whether anything says who this is. */
  boolean canBeRecognized() {
    return firstName != null
        || lastName != null
        || company != null
        || email != null
        || phone != null;
  }
}
