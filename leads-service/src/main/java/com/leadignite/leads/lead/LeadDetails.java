package com.leadignite.leads.lead;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may write of a lead.
 *
 * @param assigneeId who works on it
 * @param teamId the team it belongs to
 * @param email as it was written; compared without regard to case
 * @param phone in E.164: {@code +12025550123}
 * @param website an http or https address
 * @param source where the lead came from
 * @param campaign the campaign it came from
 * @param statusReason why; there whenever the status is {@code dead}
 * @param score 0 to 100
 * @param tags distinct, at most 20
 */
record LeadDetails(
    @Nullable UUID assigneeId,
    @Nullable UUID teamId,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    @Nullable String title,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String website,
    Address address,
    @Nullable String source,
    @Nullable String campaign,
    LeadStatus status,
    @Nullable String statusReason,
    int score,
    List<String> tags,
    Consent consent) {

  /** What a new lead starts from. */
  static final LeadDetails BLANK =
      new LeadDetails(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Address.NONE,
          null,
          null,
          LeadStatus.NEW,
          null,
          0,
          List.of(),
          Consent.NONE);

  LeadDetails {
    tags = List.copyOf(tags);
  }

  /** Whether anything tells who this is. */
  boolean canBeRecognized() {
    return firstName != null
        || lastName != null
        || company != null
        || email != null
        || phone != null;
  }
}
