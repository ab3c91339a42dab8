package com.leadignite.webhook.processing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reported to leads-service: a lead, and perhaps a call with it. */
record Report(Lead lead, @Nullable Call call) {

  static Report of(Lead lead) {
    return new Report(lead, null);
  }

  /** As leads-service takes it. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Lead(
      @Nullable String id,
      @Nullable String system,
      @Nullable String externalId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String website,
      @Nullable String street,
      @Nullable String city,
      @Nullable String region,
      @Nullable String postalCode,
      @Nullable String country,
      @Nullable String source,
      @Nullable String campaign,
      List<String> tags,
      boolean doNotContact) {

    Lead {
      tags = List.copyOf(tags);
    }

    /** The same with where it came from. */
    Lead from(String named) {
      return new Lead(
          id,
          system,
          externalId,
          firstName,
          lastName,
          company,
          title,
          email,
          phone,
          website,
          street,
          city,
          region,
          postalCode,
          country,
          named,
          campaign,
          tags,
          doNotContact);
    }
  }

  /** As leads-service takes it. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Call(
      String provider,
      String providerCallId,
      @Nullable String assistantId,
      @Nullable String assistantName,
      @Nullable String endedReason,
      Details details) {

    /** What is said of the call itself. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Details(
        String direction,
        String status,
        @Nullable String outcome,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer durationSeconds,
        @Nullable String fromNumber,
        @Nullable String toNumber,
        @Nullable String summary,
        @Nullable String transcript,
        @Nullable String recordingUrl,
        @Nullable Long costMicros,
        @Nullable String currency) {}
  }
}
