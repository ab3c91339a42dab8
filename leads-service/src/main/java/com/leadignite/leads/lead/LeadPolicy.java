package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change which lead. The migrations enforce the same rules by row-level security,
 * so that each holds if the other is broken. What is done to a lead (change, delete, restore,
 * assign, hand over) is derived from the difference between before and after, so that no write can
 * skip one of these checks.
 */
final class LeadPolicy {

  private static final Set<Role> WRITERS = Set.of(Role.USER, Role.AGENT, Role.MANAGER, Role.ADMIN);

  private LeadPolicy() {}

  /** Whether they may see it, deleted or not. */
  static Decision read(Viewer viewer, LeadTarget lead) {
    return sees(viewer, lead) ? Decision.ALLOWED : Decision.HIDDEN;
  }

  /** Whether they may create it: as its owner, and assigned or filed as they could do later. */
  static Decision create(Viewer viewer, LeadTarget lead) {
    boolean own = lead.tenantId().equals(viewer.tenantId()) && isOwner(viewer, lead);
    boolean assignable = lead.assigneeId() == null || mayAssign(viewer, lead, lead.assigneeId());
    boolean fileable = lead.teamId() == null || mayFile(viewer, lead, lead.teamId());
    return own && WRITERS.contains(viewer.role()) && assignable && fileable
        ? Decision.ALLOWED
        : Decision.FORBIDDEN;
  }

  /** Whether they may turn the one into the other. */
  static Decision change(Viewer viewer, LeadTarget before, LeadTarget after) {
    if (!sees(viewer, before)) {
      return Decision.HIDDEN;
    }
    boolean stays = before.tenantId().equals(after.tenantId()) && sees(viewer, after);
    boolean deletable = (!before.deleted() && !after.deleted()) || mayDelete(viewer, before);
    boolean assignable =
        Objects.equals(before.assigneeId(), after.assigneeId())
            || mayAssign(viewer, before, after.assigneeId());
    boolean fileable =
        Objects.equals(before.teamId(), after.teamId()) || mayFile(viewer, before, after.teamId());
    boolean transferable =
        before.ownerId().equals(after.ownerId()) || mayTransfer(viewer, before, after.ownerId());
    return stays && deletable && assignable && fileable && transferable
        ? Decision.ALLOWED
        : Decision.FORBIDDEN;
  }

  private static boolean sees(Viewer viewer, LeadTarget lead) {
    if (!lead.tenantId().equals(viewer.tenantId())) {
      return false;
    }
    return switch (viewer.role()) {
      case ADMIN -> true;
      case MANAGER -> isHeld(viewer, lead) || isAssigned(lead, to -> isOneOfThem(viewer, to));
      case AGENT -> isOwner(viewer, lead) || isAssigned(lead, viewer.userId()::equals);
      case USER -> isOwner(viewer, lead);
      case SERVICE, PLATFORM_ADMIN -> false;
    };
  }

  /** People who only work on a lead, or whose team does, cannot delete it. */
  private static boolean mayDelete(Viewer viewer, LeadTarget lead) {
    return switch (viewer.role()) {
      case ADMIN -> true;
      case MANAGER -> isHeld(viewer, lead);
      case AGENT, USER -> isOwner(viewer, lead);
      case SERVICE, PLATFORM_ADMIN -> false;
    };
  }

  private static boolean mayAssign(Viewer viewer, LeadTarget lead, @Nullable UserId to) {
    return switch (viewer.role()) {
      case ADMIN -> true;
      case MANAGER -> to == null || isOneOfThem(viewer, to);
      case AGENT -> to == null ? isOwner(viewer, lead) : to.equals(viewer.userId());
      case USER, SERVICE, PLATFORM_ADMIN -> false;
    };
  }

  /** Only what is theirs: filing a lead under a team makes it the team's, to delete as well. */
  private static boolean mayFile(Viewer viewer, LeadTarget lead, @Nullable UUID team) {
    return switch (viewer.role()) {
      case ADMIN -> true;
      case MANAGER -> isHeld(viewer, lead) && (team == null || viewer.teams().contains(team));
      case AGENT, USER, SERVICE, PLATFORM_ADMIN -> false;
    };
  }

  /** From one of the team to one of the team: nobody outside it loses a lead to it. */
  private static boolean mayTransfer(Viewer viewer, LeadTarget lead, UserId to) {
    return switch (viewer.role()) {
      case ADMIN -> true;
      case MANAGER -> isOneOfThem(viewer, lead.ownerId()) && isOneOfThem(viewer, to);
      case AGENT, USER, SERVICE, PLATFORM_ADMIN -> false;
    };
  }

  /** Owned by them or by somebody of their teams, or filed under one: not merely worked on. */
  private static boolean isHeld(Viewer viewer, LeadTarget lead) {
    return isOneOfThem(viewer, lead.ownerId())
        || (lead.teamId() != null && viewer.teams().contains(lead.teamId()));
  }

  private static boolean isOneOfThem(Viewer viewer, UserId person) {
    return person.equals(viewer.userId()) || viewer.teammates().contains(person);
  }

  private static boolean isAssigned(LeadTarget lead, Predicate<UserId> to) {
    return lead.assigneeId() != null && to.test(lead.assigneeId());
  }

  private static boolean isOwner(Viewer viewer, LeadTarget lead) {
    return lead.ownerId().equals(viewer.userId());
  }
}
