package com.leadignite.audit.event;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list of events. A parameter that is unknown or repeated is refused: a misspelt
 * filter that is ignored shows a reader other events than they believe to see. So is a value that
 * no event can have: an empty page would say that nothing happened.
 */
@RegisterForReflection
record EventQuery(
    @Schema(description = "Another organization's events: for platform admins.")
        @Nullable UUID tenantId,
    @Schema(description = "An account's id or a service's name.") @Identifier
        @Nullable String actorId,
    @Schema(description = "One action, or all that begin so: `lead.*`.", examples = "lead.updated")
        @Pattern(
            regexp = EventQuery.ACTION,
            message = "must be words of a-z, 0-9 and _, joined by dots; .* at its end for more")
        @Nullable String action,
    @Schema(description = "The type of any of the event's targets.") @TypeName
        @Nullable String targetType,
    @Schema(description = "The id of a target; only with `target_type`.") @Identifier
        @Nullable String targetId,
    @Nullable Outcome outcome,
    @Schema(description = "An IP address, or a network such as `192.0.2.0/24`.") @Network
        @Nullable String address,
    @Schema(description = "Not before this moment.") @Nullable Instant from,
    @Schema(description = "Before this moment.") @Nullable Instant to,
    @Schema(description = "The events of one request.") @Identifier @Nullable String requestId,
    @Schema(description = "How many events the page has at most.")
        @Range(min = 1, max = PageRequest.MAX_LIMIT)
        Integer limit,
    @Schema(description = "Where the page begins: `next` of the page before, same filters.")
        @Nullable String cursor) {

  static final String ACTION =
      "[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){0,4}(\\.\\*|\\.[a-z][a-z0-9_]{0,39})";

  private static final String ALL = ".*";

  EventQuery {
    limit = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
  }

  /** The page that is asked for. */
  PageRequest page() {
    return PageRequest.of(Integer.toString(limit), cursor);
  }

  /**
   * Which events are asked for. UUIDs are found in capitals, too.
   *
   * @param ownScope whose events are meant if no organization is named; null for all
   * @throws Problem {@code validation-failed} if parameters do not go together
   */
  EventFilter filter(@Nullable UUID ownScope) {
    Violations violations = new Violations();
    if (targetId != null && targetType == null) {
      violations.add("target_id", "goes with target_type");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      violations.add("from", "must be before to");
    }
    violations.throwIfAny();
    String prefix =
        action != null && action.endsWith(ALL)
            ? action.substring(0, action.length() - ALL.length())
            : null;
    return new EventFilter(
        tenantId == null ? ownScope : tenantId,
        comparable(actorId),
        prefix == null ? action : null,
        prefix,
        targetType,
        comparable(targetId),
        outcome,
        address == null ? null : AddressRange.of(address).orElse(null),
        from,
        to,
        comparable(requestId));
  }

  private static @Nullable String comparable(@Nullable String identifier) {
    return identifier == null ? null : Uuids.comparable(identifier);
  }
}
