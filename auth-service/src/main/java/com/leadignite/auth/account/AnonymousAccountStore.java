package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.utc;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accounts of people who showed nothing, and what becomes of them. */
@Singleton
public final class AnonymousAccountStore {

  /** The name of an anonymous person's organization. */
  public static final String ORGANIZATION = "Anonymous";

  AnonymousAccountStore() {}

  /** Stores an account without an address and without an identity. */
  public Uni<Void> insert(
      Transaction transaction,
      UserId user,
      TenantId tenant,
      Map<String, Object> data,
      Instant now) {
    String sql =
        """
        with account as (
          insert into users (
            id,
            tenant_id,
            is_anonymous,
            user_metadata,
            created_at,
            updated_at
          ) values ($1, $2, true, $3, $4, $4)
          returning id, tenant_id
        )
        insert into memberships (
          tenant_id,
          user_id,
          role,
          created_at,
          updated_at
        )
        select a.tenant_id, a.id, 'user', $4, $4
        from account a
        """;
    return transaction
        .query(sql, Tuple.of(user.value(), tenant.value(), new JsonObject(data), utc(now)))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_metadata_size"))
        .transform(e -> UserMetadata.tooLarge());
  }

  /**
   * An account that is nobody's yet.
   *
   * @param tenantId the organization that it acts in
   * @param userMetadata what its person says of themselves
   */
  public record AnonymousAccount(TenantId tenantId, Map<String, Object> userMetadata) {}

  /** The account, if it is anonymous. */
  public Uni<Optional<AnonymousAccount>> find(Transaction transaction, UserId user) {
    String sql =
        """
        select
          tenant_id,
          user_metadata
        from users
        where id = $1
          and is_anonymous
        """;
    return transaction
        .query(sql, Tuple.of(user.value()))
        .map(found -> {
          if (found.size() == 0) {
            return Optional.empty();
          }
          Row row = found.iterator().next();
          return Optional.of(
              new AnonymousAccount(
                  new TenantId(row.getUUID("tenant_id")),
                  row.get(JsonObject.class, "user_metadata").getMap()));
        });
  }

  /**
   * Makes an anonymous account that of a person with an address: they become the admin of their
   * organization, as after a sign-up. Changes nothing if it is anonymous no more. Fails with
   * email-exists or phone-exists if another account has the address, and with identity-exists.
   *
   * @param confirmed whether the address counts as confirmed
   * @param organization the new name of their organization
   */
  public Uni<Void> convert(
      Transaction transaction,
      UserId user,
      Address address,
      boolean confirmed,
      Identity identity,
      String organization,
      Instant now) {
    String sql =
        """
        with account as (
          update users
          set
            email = $2::text,
            email_confirmed_at = case when $9 and $2::text is not null then $3::timestamptz end,
            phone = $10::text,
            phone_confirmed_at = case when $9 and $10::text is not null then $3::timestamptz end,
            is_anonymous = false,
            updated_at = $3
          where id = $1
            and is_anonymous
          returning id, tenant_id
        ),
        identity as (
          insert into identities (
            id,
            user_id,
            provider,
            issuer,
            subject,
            identity_data,
            created_at
          )
          select $4, a.id, $5, $11, $6, $7, $3
          from account a
        ),
        membership as (
          update memberships m
          set
            role = 'admin',
            updated_at = $3
          from account a
          where m.tenant_id = a.tenant_id
            and m.user_id = a.id
        )
        update organizations o
        set
          name = $8,
          updated_at = $3
        from account a
        where o.tenant_id = a.tenant_id
        """;
    return transaction
        .query(
            sql,
            Tuple.from(
                new Object[] {
                  user.value(),
                  address instanceof EmailAddress ? address.value() : null,
                  utc(now),
                  identity.id(),
                  identity.provider(),
                  identity.subject(),
                  new JsonObject(identity.data()),
                  organization,
                  confirmed,
                  address instanceof PhoneNumber ? address.value() : null,
                  identity.issuer()
                }))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_email_unique"))
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem())
        .onFailure(e -> Constraint.violated(e, "users_phone_unique"))
        .transform(e -> AuthProblem.PHONE_EXISTS.problem())
        .onFailure(e -> Constraint.violated(e, "identities_subject_unique"))
        .transform(e -> AuthProblem.IDENTITY_EXISTS.problem());
  }

  /**
   * Deletes anonymous accounts that were made before then and whose session is over, with their
   * organizations; answers how many.
   *
   * @param most how many at most
   */
  public Uni<Integer> deleteUnused(
      Transaction transaction, Instant madeBefore, Instant now, int most) {
    String sql =
        """
        select u.id
        from users u
        where u.is_anonymous
          and u.created_at < $1
          and not exists (
            select
            from sessions s
            where s.user_id = u.id
              and s.ended_at is null
              and s.not_after > $2
          )
        order by u.created_at
        limit $3
        """;
    return transaction
        .query(sql, Tuple.of(utc(madeBefore), utc(now), most))
        .map(found -> {
          List<UUID> ids = new ArrayList<>();
          found.forEach(row -> ids.add(row.getUUID("id")));
          return ids.toArray(UUID[]::new);
        })
        .chain(ids -> ids.length == 0 ? Uni.createFrom().item(0) : delete(transaction, ids));
  }

  private static Uni<Integer> delete(Transaction transaction, UUID[] users) {
    String accounts =
        """
        delete from users
        where id = any($1)
          and is_anonymous
        returning tenant_id
        """;
    String organizations =
        """
        delete from organizations
        where tenant_id = any($1)
        """;
    return transaction
        .query(accounts, Tuple.tuple().addArrayOfUUID(users))
        .map(found -> {
          List<UUID> tenants = new ArrayList<>();
          found.forEach(row -> tenants.add(row.getUUID("tenant_id")));
          return tenants.toArray(UUID[]::new);
        })
        .call(tenants -> transaction.query(organizations, Tuple.tuple().addArrayOfUUID(tenants)))
        .map(tenants -> tenants.length);
  }
}
