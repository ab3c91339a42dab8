package com.leadignite.leads.team;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.SqlTime;
import com.leadignite.leads.LeadsProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The table {@code team}. */
@Singleton
final class TeamStore {

  private static final String COLUMNS =
      """
      t.id,
      t.name,
      t.name_key,
      (
        select count(*)::int
        from team_member m
        where m.tenant_id = t.tenant_id
          and m.team_id = t.id
      ) as members,
      t.version,
      t.created_at,
      t.updated_at
      """;

  private static final String LIST =
      "select\n"
          + COLUMNS
          + """
          from team t
          where t.tenant_id = $1
            and ($2::text is null or (t.name_key, t.id) > ($2, $3::uuid))
          order by t.name_key, t.id
          limit $4
          """;

  private static final String FIND =
      "select\n"
          + COLUMNS
          + """
          from team t
          where t.tenant_id = $1
            and t.id = $2
          """;

  private static final String CREATE =
      """
      insert into team as t (tenant_id, id, name)
      values ($1, $2, $3)
      returning
      """
          + COLUMNS;

  private static final String CREATE_UNLESS_THERE =
      """
      insert into team (tenant_id, id, name)
      values ($1, $2, $3)
      on conflict (tenant_id, id) do nothing
      """;

  private static final String RENAME =
      """
      update team t
      set
        name = $3,
        version = t.version + 1,
        updated_at = now()
      where t.tenant_id = $1
        and t.id = $2
      returning
      """
          + COLUMNS;

  private static final String DELETE =
      """
      delete from team
      where tenant_id = $1
        and id = $2
      """;

  private final Rows rows;
  private final AuditEvents events;
  private final Ids ids;

  TeamStore(Rows rows, AuditEvents events, Ids ids) {
    this.rows = rows;
    this.events = events;
    this.ids = ids;
  }

  /** A team and where it is in the list. */
  record Listed(Team team, String key) {
    Place place() {
      return new Place(key, team.id());
    }
  }

  /** The teams of the caller's organization, in the order of their names in any case. */
  Uni<List<Listed>> list(Caller.Person caller, @Nullable Place after, int limit) {
    return rows.as(caller)
        .query(
            LIST,
            Tuple.of(
                caller.tenantId().value(),
                after == null ? null : after.key(),
                after == null ? null : after.id(),
                limit))
        .map(found -> {
          List<Listed> teams = new ArrayList<>(found.size());
          found.forEach(row -> teams.add(new Listed(team(row), row.getString("name_key"))));
          return teams;
        });
  }

  /** A team; empty if there is none. */
  Uni<Optional<Team>> find(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .query(FIND, Tuple.of(caller.tenantId().value(), id))
        .map(TeamStore::first);
  }

  /** Creates a team; fails with duplicate-team. */
  Uni<Team> create(Caller.Person admin, TeamDetails details) {
    UUID id = ids.next();
    return unique(
        rows.as(admin)
            .transaction(tx -> {
              tx.record(events.of("team.created").target("team", id, details.name()).build());
              return tx.query(CREATE, Tuple.of(admin.tenantId().value(), id, details.name()))
                  .map(TeamStore::one);
            }));
  }

  /** Creates a team that somebody is about to be put into, unless it exists. */
  Uni<Void> createUnlessThere(Transaction tx, Caller.Person admin, UUID id) {
    String name = "Team " + id;
    return tx.query(CREATE_UNLESS_THERE, Tuple.of(admin.tenantId().value(), id, name))
        .invoke(created -> {
          if (created.rowCount() > 0) {
            tx.record(events.of("team.created").target("team", id, name).build());
          }
        })
        .replaceWithVoid();
  }

  /** Renames a team that passes a check; empty if there is none. Fails with duplicate-team. */
  Uni<Optional<Team>> change(
      Caller.Person admin, UUID id, Consumer<Team> check, UnaryOperator<TeamDetails> change) {
    return unique(
        rows.as(admin)
            .transaction(tx ->
                held(tx, admin, id, check)
                    .chain(found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(found)
                            : rename(tx, admin, found.get(), change.apply(found.get().details()))
                                .map(Optional::of))));
  }

  private Uni<Team> rename(Transaction tx, Caller.Person admin, Team before, TeamDetails wanted) {
    tx.record(
        events
            .of("team.changed")
            .target("team", before.id(), wanted.name())
            .change("name", before.name(), wanted.name())
            .build());
    return tx.query(RENAME, Tuple.of(admin.tenantId().value(), before.id(), wanted.name()))
        .map(TeamStore::one);
  }

  /**
   * Deletes a team with the places in it; answers whether there was one. Leads that are filed under
   * it stay as they are.
   *
   * @param check of the team as it is
   */
  Uni<Boolean> delete(Caller.Person admin, UUID id, Consumer<Team> check) {
    return rows.as(admin)
        .transaction(tx ->
            held(tx, admin, id, check)
                .chain(found -> {
                  if (found.isEmpty()) {
                    return Uni.createFrom().item(false);
                  }
                  tx.record(
                      events
                          .of("team.deleted")
                          .target("team", id, found.get().name())
                          .meta("members", found.get().members())
                          .build());
                  return tx.query(DELETE, Tuple.of(admin.tenantId().value(), id)).replaceWith(true);
                }));
  }

  private static Uni<Optional<Team>> held(
      Transaction tx, Caller.Person admin, UUID id, Consumer<Team> check) {
    return tx.query(FIND + "for update of t", Tuple.of(admin.tenantId().value(), id))
        .map(TeamStore::first)
        .invoke(found -> found.ifPresent(check));
  }

  /** A change that gives a team a name; fails with duplicate-team if another has it. */
  static <T> Uni<T> unique(Uni<T> change) {
    return change
        .onFailure(e -> Constraint.violated(e, "team_name_unique"))
        .transform(
            e -> new Problem(LeadsProblem.DUPLICATE_TEAM, "Choose a name that no other team has."));
  }

  private static Team one(RowSet<Row> found) {
    return team(found.iterator().next());
  }

  private static Optional<Team> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(one(found));
  }

  private static Team team(Row row) {
    return new Team(
        row.getUUID("id"),
        row.getString("name"),
        row.getInteger("members"),
        row.getLong("version"),
        SqlTime.instant(row, "created_at"),
        SqlTime.instant(row, "updated_at"));
  }
}
