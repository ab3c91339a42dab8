package com.leadignite.auth.account;

import static com.leadignite.auth.instance.SqlTime.instantOrNull;
import static com.leadignite.auth.instance.SqlTime.utc;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts, their passwords' hashes, and the membership an account begins with. */
@Singleton
public final class AccountStore {

  private final Rows rows;

  AccountStore(Rows rows) {
    this.rows = rows;
  }

  /**
   * What signing in needs of an account.
   *
   * @param id the account
   * @param tenantId the organization its next token is for
   * @param phc the stored hash, or null where it has no password
   * @param passwordSince when the password was set, or null where it has none
   * @param confirmed whether the address was confirmed
   * @param banned whether it may not sign in
   * @param knownAddress whether it was signed in to from this address lately
   */
  public record Credentials(
      UserId id,
      TenantId tenantId,
      @Nullable String phc,
      @Nullable Instant passwordSince,
      boolean confirmed,
      boolean banned,
      boolean knownAddress) {

    @Override
    public String toString() {
      return "Credentials[id=" + id + "]";
    }
  }

  /**
   * A new account.
   *
   * @param id chosen by the caller
   * @param tenantId its organization
   * @param role its role there
   * @param email its address
   * @param phc the hash of its password, or null where it has none yet
   * @param confirmed whether its address counts as confirmed
   * @param metadata what the person says of themselves
   */
  public record NewAccount(
      UserId id,
      TenantId tenantId,
      Role role,
      EmailAddress email,
      @Nullable String phc,
      boolean confirmed,
      Map<String, Object> metadata) {

    @Override
    public String toString() {
      return "NewAccount[id=" + id + "]";
    }
  }

  /**
   * The account of an address, for signing in.
   *
   * @param network the client's address, or its network
   * @param since how far back a sign-in from there makes it a known one
   */
  public Uni<Optional<Credentials>> forSignIn(
      EmailAddress email, String network, Instant since, Instant now) {
    String sql =
        """
        select
          u.id,
          u.tenant_id,
          p.phc,
          p.changed_at,
          u.email_confirmed_at is not null as confirmed,
          (u.banned_until > $4) is true as banned,
          exists (
            select
            from sessions s
            where s.user_id = u.id
              and s.address = $2
              and s.created_at > $3
          ) as known_address
        from users u
        left join passwords p on p.user_id = u.id
        where u.email = $1
        """;
    return rows.asService()
        .query(sql, Tuple.of(email.value(), network, utc(since), utc(now)))
        .map(found ->
            first(found)
                .map(row ->
                    new Credentials(
                        new UserId(row.getUUID("id")),
                        new TenantId(row.getUUID("tenant_id")),
                        row.getString("phc"),
                        instantOrNull(row, "changed_at"),
                        row.getBoolean("confirmed"),
                        row.getBoolean("banned"),
                        row.getBoolean("known_address"))));
  }

  /** The caller's account, in the organization of their token; empty where it is gone. */
  public Uni<Optional<Account>> ofCaller(Caller.Person caller) {
    return rows.as(caller)
        .query(OF_CALLER, Tuple.of(caller.tenantId().value(), caller.userId().value()))
        .map(found -> first(found).map(Account::of));
  }

  /** As {@link #ofCaller(Caller.Person)}, within a transaction. */
  public Uni<Optional<Account>> ofCaller(Transaction transaction, Caller.Person caller) {
    return transaction
        .query(OF_CALLER, Tuple.of(caller.tenantId().value(), caller.userId().value()))
        .map(found -> first(found).map(Account::of));
  }

  private static final String OF_CALLER =
      """
      select
        u.id,
        m.tenant_id,
        m.role,
        u.email,
        u.email_confirmed_at,
        u.phone,
        u.banned_until,
        u.last_sign_in_at,
        u.user_metadata,
        u.identity_id,
        u.sign_up_data,
        u.created_at,
        u.updated_at
      from memberships m
      join users u on u.id = m.user_id
      where m.tenant_id = $1 and m.user_id = $2
      """;

  /** The stored hash of the caller's password; empty where they have none. */
  public Uni<Optional<String>> password(Caller.Person caller) {
    String sql =
        """
        select phc
        from passwords
        where user_id = $1
        """;
    return rows.as(caller)
        .query(sql, Tuple.of(caller.userId().value()))
        .map(found -> first(found).map(row -> row.getString("phc")));
  }

  /**
   * Whether there is a platform administrator. Replicas that ask at once wait for each other's
   * transaction, so that one alone is told there is none.
   */
  public Uni<Boolean> isAnyAdministrator(Transaction transaction) {
    String sql =
        """
        select exists (
          select
          from memberships
          where role = 'platform_admin'
        ) as found
        """;
    return transaction
        .query("select pg_advisory_xact_lock(7310002)", Tuple.tuple())
        .chain(() -> transaction.query(sql, Tuple.tuple()))
        .map(AccountStore::isFound);
  }

  /** Whether the address has an account. */
  public Uni<Boolean> isTaken(Transaction transaction, EmailAddress email) {
    String sql =
        """
        select exists (
          select
          from users
          where email = $1
        ) as found
        """;
    return transaction.query(sql, Tuple.of(email.value())).map(AccountStore::isFound);
  }

  /**
   * Stores a new account with its membership, and its password if it has one; fails with
   * user-already-exists where the address has one.
   */
  public Uni<Void> insert(Transaction transaction, NewAccount account, Instant now) {
    String sql =
        """
        with account as (
          insert into users (
            id,
            tenant_id,
            email,
            email_confirmed_at,
            user_metadata,
            sign_up_data,
            created_at,
            updated_at
          ) values ($1, $2, $3, $4, $5, $5, $6, $6)
          returning id, tenant_id
        ),
        password as (
          insert into passwords (
            user_id,
            phc,
            changed_at
          )
          select a.id, $7, $6
          from account a
          where $7::text is not null
        )
        insert into memberships (
          tenant_id,
          user_id,
          role,
          created_at,
          updated_at
        )
        select a.tenant_id, a.id, $8, $6, $6
        from account a
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  account.id().value(),
                  account.tenantId().value(),
                  account.email().value(),
                  account.confirmed() ? utc(now) : null,
                  new JsonObject(account.metadata()),
                  utc(now),
                  account.phc(),
                  account.role().wireName()
                }))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_email_unique"))
        .transform(e -> AuthProblem.USER_ALREADY_EXISTS.problem())
        .onFailure(e -> Constraint.violated(e, "users_metadata_size"))
        .transform(e -> UserMetadata.tooLarge());
  }

  /** Stores another hash of the same password, unless the password was changed meanwhile. */
  public Uni<Void> rehash(UserId user, String before, String after) {
    String sql =
        """
        update passwords
        set phc = $3
        where user_id = $1 and phc = $2
        """;
    return rows.asService().query(sql, Tuple.of(user.value(), before, after)).replaceWithVoid();
  }

  /**
   * Whether the password is the one that was set then, however often it was hashed anew; keeps it
   * from being changed until the transaction ends.
   */
  public Uni<Boolean> holdPassword(Transaction transaction, UserId user, Instant since) {
    String sql =
        """
        select user_id
        from passwords
        where user_id = $1 and changed_at = $2
        for share
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), utc(since)))
        .map(found -> found.size() == 1);
  }

  /** Stores a new password. */
  public Uni<Void> changePassword(Transaction transaction, UserId user, String phc, Instant now) {
    String sql =
        """
        insert into passwords as p (
          user_id,
          phc,
          changed_at
        ) values ($1, $2, $3)
        on conflict (user_id) do update
        set
          phc = excluded.phc,
          changed_at = excluded.changed_at
        """;
    return transaction.query(sql, Tuple.of(user.value(), phc, utc(now))).replaceWithVoid();
  }

  /**
   * Stores a new, confirmed address; fails with email-exists if another account has it. A password
   * from before any address was confirmed is deleted: it may be that of whoever signed up in
   * another person's name.
   */
  public Uni<Void> changeEmail(
      Transaction transaction, UserId user, EmailAddress email, Instant now) {
    String sql =
        """
        with unconfirmed as (
          delete from passwords p
          using users u
          where p.user_id = $1
            and u.id = p.user_id
            and u.email_confirmed_at is null
        )
        update users
        set
          email = $2,
          email_confirmed_at = $3,
          updated_at = $3
        where id = $1
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), email.value(), utc(now)))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_email_unique"))
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem());
  }

  /** Merges metadata into what is stored; a member that is null is removed. */
  public Uni<Void> changeMetadata(
      Transaction transaction, UserId user, Map<String, Object> data, Instant now) {
    String sql =
        """
        update users
        set
          user_metadata = (user_metadata || $2::jsonb) - $3::text[],
          updated_at = $4
        where id = $1
        """;
    String[] removed =
        data.entrySet().stream()
            .filter(member -> member.getValue() == null)
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    return transaction
        .query(
            sql,
            Tuple.of(user.value(), new JsonObject(data))
                .addArrayOfString(removed)
                .addOffsetDateTime(utc(now)))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_metadata_size"))
        .transform(e -> UserMetadata.tooLarge());
  }

  private static boolean isFound(RowSet<Row> found) {
    return found.iterator().next().getBoolean("found");
  }

  private static Optional<Row> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(found.iterator().next());
  }
}
