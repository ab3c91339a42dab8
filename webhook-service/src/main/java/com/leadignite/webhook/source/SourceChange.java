package com.leadignite.webhook.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.webhook.signature.SchemeSettings;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * What can change of a source.
 *
 * @param settings as the kind reads them; members that are left out stay
 */
@Body
@RegisterForReflection
@Schema(description = "What can change of a source")
record SourceChange(
    @NotNull @Line(max = 100) @Schema(examples = "Dialer") String name,
    @Nullable @Schema(implementation = SchemeSettings.class) ObjectNode settings,
    @Nullable
        @Range(min = 1, max = Intake.MAX_BODY_BYTES)
        @Schema(description = SourceChange.MAX_BODY, examples = "65536")
        Integer maxBodyBytes,
    @Nullable
        @Range(min = 1, max = SourceChange.MOST_A_MINUTE)
        @Schema(description = SourceChange.RATE, examples = "120")
        Integer rateLimit,
    @Size(max = SourceChange.MOST) @Schema(description = SourceChange.TYPES)
        List<@Line(max = 100) String> eventTypes,
    @Size(max = SourceChange.MOST) @Schema(description = SourceChange.ADDRESSES)
        List<@Line(max = 64) String> allowedAddresses,
    @Schema(description = SourceChange.PAUSED) boolean paused) {

  static final int MOST = 50;
  static final int MOST_A_MINUTE = 1_000_000;
  static final String MAX_BODY = "The largest body that is taken; 1 MiB unless given.";
  static final String RATE =
      "Webhooks that are taken in a minute. The platform's own limit holds as well.";
  static final String TYPES =
      "Types of events that are stored; `lead.*` is all that begin with `lead.`. None: all. What is"
          + " not wanted is answered 204 and not stored; what does not say its type is stored.";
  static final String ADDRESSES =
      "Addresses and ranges, such as 192.0.2.0/24, that may send. None: all.";
  static final String PAUSED =
      "Answers genuine webhooks so that they are sent again later, and stores none.";
}
