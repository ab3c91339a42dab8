package com.leadignite.leads.team;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code team_member}. */
@Singleton
final class TeamMemberStore {

  private static final String ADD =
      """
      insert into team_member (
        tenant_id,
        team_id,
        user_id,
        member_since
      )
      values ($1, $2, $3, $4)
      on conflict (tenant_id, team_id, user_id) do update
      set
        member_since = excluded.member_since,
        created_at = now()
      where coalesce(team_member.member_since, team_member.created_at) < excluded.member_since
      """;

  private static final String REMOVE =
      """
      delete from team_member
      where tenant_id = $1
        and team_id = $2
        and user_id = $3
      """;

  private static final String LIST =
      """
      select
        user_id,
        created_at
      from team_member
      where tenant_id = $1
        and team_id = $2
        and ($3::uuid is null or user_id > $3)
      order by user_id
      limit $4
      """;

  private final Rows rows;
  private final TeamStore teams;
  private final AuditEvents events;

  TeamMemberStore(Rows rows, TeamStore teams, AuditEvents events) {
    this.rows = rows;
    this.teams = teams;
    this.events = events;
  }

  /**
   * Adds a person to a team, which is created unless it exists; no change if they are in it.
   * Somebody who left the organization and came back is not in it any more. Fails with
   * duplicate-team if another team has the name that it would be given.
   *
   * @param since when they became a member of the organization; null if it is not known
   */
  Uni<Void> add(Caller.Person admin, UUID team, UUID user, @Nullable Instant since) {
    Tuple row = Tuple.of(admin.tenantId().value(), team, user, utc(since));
    return TeamStore.unique(
        rows.as(admin)
            .transaction(tx ->
                teams
                    .createUnlessThere(tx, admin, team)
                    .chain(() -> change(tx, ADD, row, event("team.member_added", team, user)))));
  }

  /** Removes a person from a team; no change if they are not in it. */
  Uni<Void> remove(Caller.Person admin, UUID team, UUID user) {
    Tuple row = Tuple.of(admin.tenantId().value(), team, user);
    return rows.as(admin)
        .transaction(tx -> change(tx, REMOVE, row, event("team.member_removed", team, user)));
  }

  /** The members of a team, in the order of their ids; none if there is no such team. */
  Uni<List<TeamMember>> list(Caller.Person admin, UUID team, Optional<UUID> after, int limit) {
    return rows.as(admin)
        .query(LIST, Tuple.of(admin.tenantId().value(), team, after.orElse(null), limit))
        .map(found -> {
          List<TeamMember> members = new ArrayList<>(found.size());
          found.forEach(row ->
              members.add(
                  new TeamMember(row.getUUID("user_id"), SqlTime.instant(row, "created_at"))));
          return members;
        });
  }

  private AuditEvent event(String action, UUID team, UUID user) {
    return events.of(action).target("team", team).target("user", user).build();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  private static Uni<Void> change(Transaction tx, String sql, Tuple row, AuditEvent event) {
    return tx.query(sql, row)
        .invoke(changed -> {
          if (changed.rowCount() > 0) {
            tx.record(event);
          }
        })
        .replaceWithVoid();
  }
}
