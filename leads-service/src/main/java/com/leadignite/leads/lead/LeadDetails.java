package com.leadignite.leads.lead;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may write of a lead.
 *
 * @param assigneeId who works on it
 * @param teamId the team it belongs to
 * @param email as it was written
 * @param emailNorm what is made of it and compared by: in lower case, the domain as the DNS has it
 * @param phone as it was written
 * @param phoneE164 what is made of it: {@code +12025550123}; null where nothing is
 * @param phoneExtension the digits that are dialled after that; null where there are none
 * @param website as it was written
 * @param websiteUrl what is made of it: an http or https address in ASCII
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
    @Schema(readOnly = true) @Nullable String emailNorm,
    @Nullable String phone,
    @Schema(readOnly = true) @Nullable String phoneE164,
    @Schema(readOnly = true) @Nullable String phoneExtension,
    @Nullable String website,
    @Schema(readOnly = true) @Nullable String websiteUrl,
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
