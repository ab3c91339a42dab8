package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Caller;
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
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** Accounts, with the identity and the membership that each begins with. */
@Singleton
public final class AccountStore {

  private static final String OF_CALLER =
      """
      select
      """
          + AccountRows.COLUMNS
          + """
          from memberships m
          join users u on u.id = m.user_id
          where m.tenant_id = $1 and m.user_id = $2
          """;

  private final Rows rows;

  AccountStore(Rows rows) {
    this.rows = rows;
  }

  /** The caller's account, in the organization of their token; empty if it is gone. */
  public Uni<Optional<Account>> ofCaller(Caller.Person caller) {
    return rows.as(caller)
        .query(OF_CALLER, Tuple.of(caller.tenantId().value(), caller.userId().value()))
        .map(found ->
            found.size() == 0
                ? Optional.empty()
                : Optional.of(AccountRows.account(found.iterator().next())));
  }

  /**
   * Whether there is a platform administrator. Replicas that ask at once wait for each other's
   * transaction, so that one alone learns that there is none.
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
  public Uni<Boolean> isTaken(Transaction transaction, Address address) {
    String sql =
        """
        select exists (
          select
          from users
          where email = $1 or phone = $1
        ) as found
        """;
    return transaction.query(sql, Tuple.of(address.value())).map(AccountStore::isFound);
  }

  /**
   * Stores a new account with its membership, its identity, and its password if it has one; fails
   * with user-already-exists if the address has one. Without its organization nothing is stored.
   */
  public Uni<Void> insert(Transaction transaction, NewAccount account, Instant now) {
    // Replicas of the previous version read the identity from the account's own columns.
    String sql =
        """
        with account as (
          insert into users (
            id,
            tenant_id,
            email,
            email_confirmed_at,
            phone,
            phone_confirmed_at,
            user_metadata,
            identity_id,
            sign_up_data,
            created_at,
            updated_at
          )
          select $1, $2, $3, $4, $13, $14, $5, $9, $12, $6, $6
          where exists (
            select
            from organizations o
            where o.tenant_id = $2
          )
          returning id, tenant_id
        ),
        identity as (
          insert into identities (
            id,
            user_id,
            provider,
            subject,
            identity_data,
            created_at,
            issuer
          )
          select $9, a.id, $10, $11, $12, $6, $15
          from account a
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
    boolean byPhone = account.address() instanceof PhoneNumber;
    String address = account.address().value();
    OffsetDateTime confirmedAt = account.confirmed() ? utc(now) : null;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  account.id().value(),
                  account.tenantId().value(),
                  byPhone ? null : address,
                  byPhone ? null : confirmedAt,
                  new JsonObject(account.metadata()),
                  utc(now),
                  account.phc(),
                  account.role().wireName(),
                  account.identity().id(),
                  account.identity().provider(),
                  account.identity().subject(),
                  new JsonObject(account.identity().data()),
                  byPhone ? address : null,
                  byPhone ? confirmedAt : null,
                  account.identity().issuer()
                }))
        .replaceWithVoid()
        .onFailure(e ->
            Constraint.violated(e, "users_email_unique")
                || Constraint.violated(e, "users_phone_unique"))
        .transform(e -> AuthProblem.USER_ALREADY_EXISTS.problem())
        .onFailure(e -> Constraint.violated(e, "identities_subject_unique"))
        .transform(e -> AuthProblem.IDENTITY_EXISTS.problem())
        .onFailure(e -> Constraint.violated(e, "users_metadata_size"))
        .transform(e -> UserMetadata.tooLarge());
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
    return transaction
        .query(sql, merging(user, data, now))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_metadata_size"))
        .transform(e -> UserMetadata.tooLarge());
  }

  /**
   * The parameters of a statement that merges metadata: the account, its members, the names of
   * those that are null and so to be removed, and the moment.
   */
  public static Tuple merging(UserId user, Map<String, Object> data, Instant now) {
    String[] removed =
        data.entrySet().stream()
            .filter(member -> member.getValue() == null)
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    return Tuple.of(user.value(), new JsonObject(data))
        .addArrayOfString(removed)
        .addOffsetDateTime(utc(now));
  }

  private static boolean isFound(RowSet<Row> found) {
    return found.iterator().next().getBoolean("found");
  }
}
