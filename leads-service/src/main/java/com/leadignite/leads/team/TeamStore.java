package com.leadignite.leads.team;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table {@code team_member}. */
@Singleton
final class TeamStore {

  private static final String ADD =
      """
      insert into team_member (
        tenant_id,
        team_id,
        user_id
      )
      values ($1, $2, $3)
      on conflict (tenant_id, team_id, user_id) do nothing
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
      order by user_id
      limit 1000
      """;

  private final Rows rows;
  private final AuditEvents events;

  TeamStore(Rows rows, AuditEvents events) {
    this.rows = rows;
    this.events = events;
  }

  /** Adds a person to a team; no change if they are in it. */
  Uni<Void> add(Caller.Person admin, UUID team, UUID user) {
    return change(admin, ADD, "team.member_added", team, user);
  }

  /** Removes a person from a team; no change if they are not in it. */
  Uni<Void> remove(Caller.Person admin, UUID team, UUID user) {
    return change(admin, REMOVE, "team.member_removed", team, user);
  }

  /** The members of a team, at most 1000; none if there is no such team. */
  Uni<List<TeamMember>> list(Caller.Person admin, UUID team) {
    return rows.as(admin)
        .query(LIST, Tuple.of(admin.tenantId().value(), team))
        .map(found -> {
          List<TeamMember> members = new ArrayList<>(found.size());
          found.forEach(row ->
              members.add(
                  new TeamMember(
                      row.getUUID("user_id"), row.getOffsetDateTime("created_at").toInstant())));
          return members;
        });
  }

  private Uni<Void> change(Caller.Person admin, String sql, String action, UUID team, UUID user) {
    return rows.as(admin)
        .transaction(transaction ->
            transaction
                .query(sql, Tuple.of(admin.tenantId().value(), team, user))
                .map(RowSet::rowCount)
                .invoke(changed -> {
                  if (changed > 0) {
                    transaction.record(
                        events.of(action).target("team", team).target("user", user).build());
                  }
                }))
        .replaceWithVoid();
  }
}
