package com.leadignite.auth.phone;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The phone numbers of accounts. */
@Singleton
public final class PhoneStore {

  PhoneStore() {}

  /**
   * An account whose number is to change, locked.
   *
   * @param email its address, or null
   * @param phone its number, or null
   * @param said what the person says of themselves
   */
  record Held(
      TenantId tenantId,
      @Nullable String email,
      @Nullable String phone,
      boolean anonymous,
      Map<String, Object> said) {}

  /** Locks an account; empty if there is none that has this session, still valid. */
  Uni<Optional<Held>> hold(Transaction transaction, UserId user, UUID session, Instant now) {
    String sql =
        """
        select
          tenant_id,
          email,
          phone,
          is_anonymous,
          user_metadata
        from users
        where id = $1
          and deleted_at is null
          and exists (
            select
            from sessions s
            where s.id = $2
              and s.user_id = $1
              and s.ended_at is null
              and s.not_after > $3
          )
        for no key update
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), session, utc(now)))
        .map(found ->
            found.size() == 0 ? Optional.empty() : Optional.of(held(found.iterator().next())));
  }

  /**
   * Gives an account another number, and the identity of those who sign in with one; fails with
   * phone-exists if another account has the number.
   *
   * @param confirmed whether somebody showed, or vouches, that it is theirs
   */
  public Uni<Void> change(
      Transaction transaction,
      UserId user,
      PhoneNumber number,
      boolean confirmed,
      Identity identity,
      Instant now) {
    String sql =
        """
        with account as (
          update users
          set
            phone = $2,
            phone_confirmed_at = case when $3 then $4::timestamptz end,
            updated_at = $4
          where id = $1
          returning id
        )
        insert into identities (
          id,
          user_id,
          provider,
          subject,
          identity_data,
          created_at
        )
        select $5, a.id, $6, $7, $8, $4
        from account a
        on conflict on constraint identities_subject_unique do nothing
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  user.value(),
                  number.value(),
                  confirmed,
                  utc(now),
                  identity.id(),
                  identity.provider(),
                  identity.subject(),
                  new JsonObject(identity.data())
                }))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_phone_unique"))
        .transform(e -> AuthProblem.PHONE_EXISTS.problem());
  }

  private static Held held(Row row) {
    return new Held(
        new TenantId(row.getUUID("tenant_id")),
        row.getString("email"),
        row.getString("phone"),
        row.getBoolean("is_anonymous"),
        row.get(JsonObject.class, "user_metadata").getMap());
  }
}
