package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountRows;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts of all organizations, as their administrators see and change them. */
@Singleton
final class AdminUserStore {

  /** Counted one by one up to here; beyond, PostgreSQL's own estimate is near enough. */
  private static final int COUNTED = 50_000;

  /**
   * A role of its own, for which row-level security has policies of its own: no other statement of
   * a platform administrator reaches accounts of other organizations.
   */
  private static final Identity ADMINISTRATION = new Identity("", "", "user_administration");

  private static final String ACCOUNTS =
      """
      from users u
      join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
      """;

  private static final String ADMINISTERED =
      """
      select
      """
          + AccountRows.COLUMNS
          + """
          ,
            exists (
              select
              from memberships p
              where p.user_id = u.id
                and p.role = 'platform_admin'
            ) as platform_admin
          """
          + ACCOUNTS;

  private final Rows rows;

  AdminUserStore(Rows rows) {
    this.rows = rows;
  }

  /** Rows as administrators of accounts may see and change them. */
  Rows.Scope asAdministration() {
    return rows.as(ADMINISTRATION);
  }

  /** An account; empty if there is none that somebody can use. */
  Uni<Optional<Account>> find(UserId user) {
    return asAdministration().transaction(tx -> find(tx, user));
  }

  /** An account, in a transaction of {@link #asAdministration}. */
  Uni<Optional<Account>> find(Transaction transaction, UserId user) {
    String sql =
        """
        select
        """
            + AccountRows.COLUMNS
            + ACCOUNTS
            + """
            where u.id = $1
            """;
    return transaction
        .query(sql, Tuple.of(user.value()))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(AccountRows.account(found.iterator().next())));
  }

  /**
   * A page of accounts, the newest first.
   *
   * @param offset how many come before it
   */
  Uni<UserPage> page(Transaction transaction, int limit, long offset) {
    // The accounts of the page are chosen by the index alone, before anything else is read.
    String sql =
        """
        with page as (
          select p.id
          from users p
          where p.deleted_at is null
          order by p.id desc
          limit $1
          offset $2
        )
        select
        """
            + AccountRows.COLUMNS
            + ACCOUNTS
            + """
            join page on page.id = u.id
            order by u.id desc
            """;
    return transaction
        .query(sql, Tuple.of(limit, offset))
        .map(found -> {
          List<Account> accounts = new ArrayList<>();
          found.forEach(row -> accounts.add(AccountRows.account(row)));
          return accounts;
        })
        .chain(accounts -> total(transaction).map(total -> new UserPage(accounts, total)));
  }

  private static Uni<Long> total(Transaction transaction) {
    String sql =
        """
        select
          case
            when counted.n < $1 then counted.n
            else greatest(
              counted.n,
              (select c.reltuples::bigint from pg_class c where c.oid = 'users'::regclass))
          end as total
        from (
          select count(*) as n
          from (
            select
            from users
            where deleted_at is null
            limit $1
          ) as bounded
        ) as counted
        """;
    return transaction
        .query(sql, Tuple.of(COUNTED))
        .map(found -> found.iterator().next().getLong("total"));
  }

  /** An account to change, locked before any other row of it; empty if there is none. */
  Uni<Optional<AdministeredUser>> lock(Transaction transaction, UserId user) {
    String sql =
        ADMINISTERED
            + """
            where u.id = $1
            for no key update of u
            """;
    return transaction.query(sql, Tuple.of(user.value())).map(AdminUserStore::first);
  }

  /** The account that has an address, not locked; empty if none has. */
  Uni<Optional<AdministeredUser>> findByEmail(Transaction transaction, EmailAddress email) {
    String sql =
        ADMINISTERED
            + """
            where u.email = $1
            """;
    return transaction.query(sql, Tuple.of(email.value())).map(AdminUserStore::first);
  }

  private static Optional<AdministeredUser> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(user(found.iterator().next()));
  }

  private static AdministeredUser user(Row row) {
    return new AdministeredUser(AccountRows.account(row), row.getBoolean("platform_admin"));
  }
}
