package com.leadignite.auth.admin;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What administrators change of an account, in a transaction of {@link AdminUserStore}. */
@Singleton
final class AdminChangeStore {

  AdminChangeStore() {}

  /**
   * Gives an account another address; fails with email-exists if another account has it.
   *
   * @param confirmed whether somebody vouches for it
   */
  Uni<Void> changeEmail(
      Transaction transaction, UserId user, EmailAddress email, boolean confirmed, Instant now) {
    String sql =
        """
        with account as (
          update users
          set
            email = $2,
            email_confirmed_at = case when $3 then $4::timestamptz end,
            updated_at = $4
          where id = $1
          returning id, user_metadata
        )
        """
            + AddressStore.IDENTIFY.replace("{now}", "$4");
    return transaction
        .query(sql, Tuple.of(user.value(), email.value(), confirmed, utc(now)))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_email_unique"))
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem());
  }

  /**
   * Confirms the address of an account. A password from before is deleted, unless it was confirmed
   * already: the person who set it may have signed up with another person's address.
   */
  Uni<Void> confirm(Transaction transaction, UserId user, Instant now) {
    String sql =
        """
        with unconfirmed as (
          delete from passwords p
          using users u
          where p.user_id = $1
            and u.id = p.user_id
            and u.email_confirmed_at is null
            and u.phone_confirmed_at is null
        )
        update users
        set
          email_confirmed_at = $2,
          updated_at = $2
        where id = $1
          and email_confirmed_at is null
        """;
    return transaction.query(sql, Tuple.of(user.value(), utc(now))).replaceWithVoid();
  }

  /** Notes that the person was invited. */
  Uni<Void> invited(Transaction transaction, UserId user, Instant now) {
    String sql =
        """
        update users
        set
          invited_at = $2,
          updated_at = $2
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(user.value(), utc(now))).replaceWithVoid();
  }

  /** Merges what administrators say into what is stored; a member that is null is removed. */
  Uni<Void> changeAppMetadata(
      Transaction transaction, UserId user, Map<String, Object> data, Instant now) {
    String sql =
        """
        update users
        set
          app_metadata = (app_metadata || $2::jsonb) - $3::text[],
          updated_at = $4
        where id = $1
        """;
    return transaction
        .query(sql, AccountStore.merging(user, data, now))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_app_metadata_size"))
        .transform(e -> AppMetadata.tooLarge());
  }

  /** Bans an account until then, or lifts its ban. */
  Uni<Void> ban(Transaction transaction, UserId user, @Nullable Instant until, Instant now) {
    String sql =
        """
        update users
        set
          banned_until = $2,
          updated_at = $3
        where id = $1
        """;
    return transaction.query(sql, Tuple.of(user.value(), utc(until), utc(now))).replaceWithVoid();
  }

  /** Gives an account another role in an organization. */
  Uni<Void> changeRole(
      Transaction transaction, TenantId tenant, UserId user, Role role, Instant now) {
    String sql =
        """
        update memberships
        set
          role = $3,
          updated_at = $4
        where tenant_id = $1
          and user_id = $2
        """;
    return transaction
        .query(sql, Tuple.of(tenant.value(), user.value(), role.wireName(), utc(now)))
        .replaceWithVoid();
  }
}
