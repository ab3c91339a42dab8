package com.leadignite.leads.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.guard.body.Years;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may write of a call. Every other member is refused, so that no body sets who
 * entered it or which provider reported it.
 *
 * @param status {@code completed} unless it is said
 * @param durationSeconds from the times unless it is said
 * @param fromNumber as it was written
 * @param costMicros millionths of the currency
 */
@Body
@ConsistentCall
@RegisterForReflection
public record CallDetails(
    @NotNull CallDirection direction,
    CallStatus status,
    @Nullable CallOutcome outcome,
    @Years(from = 1970, to = 2199) @Nullable Instant startedAt,
    @Years(from = 1970, to = 2199) @Nullable Instant endedAt,
    @Range(min = 0, max = 604_800) @Nullable Integer durationSeconds,
    @Line(max = 40) @Nullable String fromNumber,
    @Line(max = 40) @Nullable String toNumber,
    @Size(max = 10_000) @Prose @Nullable String summary,
    @Schema(description = "What was said. Left out of lists, and if there is none.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = 200_000)
        @Prose
        @Nullable String transcript,
    @Pattern(regexp = "https://[!-~]{1,2040}", message = "must be an https address")
        @Nullable String recordingUrl,
    @Schema(description = "What it cost, in millionths of the currency.")
        @Range(min = 0, max = 1_000_000_000_000L)
        @Nullable Long costMicros,
    @Schema(description = "The currency's code (ISO 4217).", examples = "USD")
        @Pattern(regexp = "[A-Z]{3}", message = "must be a currency's code of three capitals")
        @Nullable String currency) {

  private static final int LONGEST_SECONDS = 604_800;

  // Null is what a body says that leaves the member out or clears it.
  public CallDetails {
    status = status == null ? CallStatus.COMPLETED : status;
    durationSeconds = durationSeconds == null ? seconds(startedAt, endedAt) : durationSeconds;
  }

  /** Whether the duration is what the times say, and so changes with them. */
  boolean durationFollows() {
    return durationSeconds != null && durationSeconds.equals(seconds(startedAt, endedAt));
  }

  /** The same with the duration that the times say; with none if they say none. */
  CallDetails measured() {
    return new CallDetails(
        direction,
        status,
        outcome,
        startedAt,
        endedAt,
        null,
        fromNumber,
        toNumber,
        summary,
        transcript,
        recordingUrl,
        costMicros,
        currency);
  }

  private static @Nullable Integer seconds(@Nullable Instant start, @Nullable Instant end) {
    if (start == null || end == null) {
      return null;
    }
    long seconds = Duration.between(start, end).toSeconds();
    return seconds >= 0 && seconds <= LONGEST_SECONDS ? (int) seconds : null;
  }
}
