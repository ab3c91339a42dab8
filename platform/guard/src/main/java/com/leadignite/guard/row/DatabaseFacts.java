package com.leadignite.guard.row;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of the role a service runs as and of its tables.
 *
 * @param serverVersion as {@code server_version_num}, 150000 is 15.0
 * @param role who we are
 * @param schema the first schema of the search path that exists and may be used; null for none
 * @param superuser whether the role is a superuser
 * @param bypassesRls whether the role ignores row-level security
 * @param memberOf roles that are superusers, ignore row-level security, or own the schema or one of
 *     its tables, and which the role belongs to
 * @param tables the schema's tables
 */
record DatabaseFacts(
    int serverVersion,
    String role,
    @Nullable String schema,
    boolean superuser,
    boolean bypassesRls,
    List<String> memberOf,
    List<Table> tables) {

  private static final int OLDEST_VERSION = 150_000;

  DatabaseFacts {
    memberOf = List.copyOf(memberOf);
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param owned whether the role owns it
   * @param enabled whether row-level security is on
   * @param forced whether it binds the owner, too
   * @param hasPolicy whether there is any policy
   * @param uncheckedPolicies policies that let rows be written without a check of their own
   * @param truncatable whether the role may empty it, which no policy is asked about
   * @param outOfReach whether it is a partition that the role can only reach through its parent
   */
  record Table(
      String name,
      boolean owned,
      boolean enabled,
      boolean forced,
      boolean hasPolicy,
      List<String> uncheckedPolicies,
      boolean truncatable,
      boolean outOfReach) {

    Table {
      uncheckedPolicies = List.copyOf(uncheckedPolicies);
    }

    private void objections(String role, List<String> objections) {
      if (owned) {
        objections.add("The role " + role + " owns the table " + name + ".");
      }
      if (truncatable) {
        objections.add(
            "The role " + role + " may truncate the table " + name + ", past all policies.");
      }
      if (!enabled) {
        objections.add("The table " + name + " has no row-level security (ENABLE).");
      }
      if (!forced) {
        objections.add("The table " + name + " does not FORCE row-level security on its owner.");
      }
      if (!hasPolicy) {
        objections.add("The table " + name + " has no policy.");
      }
      for (String policy : uncheckedPolicies) {
        objections.add(
            "The policy " + policy + " on the table " + name + " writes without a WITH CHECK.");
      }
    }
  }

  /** Asks the server. */
  static Future<DatabaseFacts> read(SqlConnection connection) {
    return connection
        .preparedQuery(
            """
            select
              current_setting('server_version_num')::int as version,
              r.rolname as role,
              current_schema()::text as schema,
              r.rolsuper as superuser,
              r.rolbypassrls as bypasses,
              array(
                select o.rolname::text
                from pg_roles o
                where o.oid <> r.oid
                  and pg_has_role(r.oid, o.oid, 'member')
                  and (
                    o.rolsuper
                    or o.rolbypassrls
                    or exists (
                      select
                      from pg_namespace n
                      where n.nspname = current_schema()
                        and (
                          n.nspowner = o.oid
                          or exists (
                            select
                            from pg_class c
                            where c.relnamespace = n.oid
                              and c.relowner = o.oid
                          )
                        )
                    )
                  )
                order by o.rolname
              ) as member_of
            from pg_roles r
            where r.rolname = current_user
            """)
        .execute(Tuple.tuple())
        .compose(answer -> withTables(connection, answer.iterator().next()));
  }

  private static Future<DatabaseFacts> withTables(SqlConnection connection, Row role) {
    return connection
        .preparedQuery(
            """
            select
              c.relname::text as name,
              c.relowner = current_user::regrole as owned,
              c.relrowsecurity as enabled,
              c.relforcerowsecurity as forced,
              exists (select from pg_policy p where p.polrelid = c.oid) as has_policy,
              array(
                select p.polname::text
                from pg_policy p
                where p.polrelid = c.oid
                  and p.polcmd in ('a', 'w', '*')
                  and p.polwithcheck is null
                order by p.polname
              ) as unchecked,
              has_table_privilege(c.oid, 'truncate') as truncatable,
              c.relispartition
                and not has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
                and not has_any_column_privilege(c.oid, 'select, insert, update') as out_of_reach
            from pg_class c
            where c.relnamespace = to_regnamespace($1)
              and c.relkind in ('r', 'p')
            order by c.relname
            """)
        .execute(Tuple.of(role.getString("schema")))
        .map(tables ->
            new DatabaseFacts(
                role.getInteger("version"),
                role.getString("role"),
                role.getString("schema"),
                role.getBoolean("superuser"),
                role.getBoolean("bypasses"),
                List.of(role.getArrayOfStrings("member_of")),
                tables(tables)));
  }

  private static List<Table> tables(RowSet<Row> rows) {
    List<Table> tables = new ArrayList<>(rows.size());
    for (Row row : rows) {
      tables.add(
          new Table(
              row.getString("name"),
              row.getBoolean("owned"),
              row.getBoolean("enabled"),
              row.getBoolean("forced"),
              row.getBoolean("has_policy"),
              List.of(row.getArrayOfStrings("unchecked")),
              row.getBoolean("truncatable"),
              row.getBoolean("out_of_reach")));
    }
    return tables;
  }

  /** Whether the owner's migrations have been here. */
  boolean isMigrated() {
    return schema != null && !tables.isEmpty();
  }

  /**
   * The reasons not to run on this database, a sentence each; empty if there are none.
   *
   * @param exempt names of tables that hold nothing of any tenant
   */
  List<String> objections(Set<String> exempt) {
    List<String> objections = new ArrayList<>();
    if (serverVersion < OLDEST_VERSION) {
      objections.add("PostgreSQL " + serverVersion / 10_000 + " is too old; 15 to 18 are served.");
    }
    if (superuser) {
      objections.add("The role " + role + " is a superuser, whom row-level security spares.");
    }
    if (bypassesRls) {
      objections.add("The role " + role + " has BYPASSRLS.");
    }
    // A superuser belongs to every role; to say so would add nothing.
    if (!superuser) {
      for (String other : memberOf) {
        objections.add("The role " + role + " is a member of " + other + " and can become it.");
      }
    }
    for (Table table : tables) {
      if (!exempt.contains(table.name()) && !table.outOfReach()) {
        table.objections(role, objections);
      }
    }
    return objections;
  }
}
