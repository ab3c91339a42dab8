package com.leadignite.auth.identity;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identities of accounts at providers. Every transaction is the service's. */
@Singleton
public final class IdentityStore {

  /** More than anybody has; all of them are read with the account. */
  private static final int MOST = 20;

  private final Ids ids;

  IdentityStore(Ids ids) {
    this.ids = ids;
  }

  /**
   * The account that an identity was linked to.
   *
   * @param tenantId the organization that it acts in
   * @param email its address; null if it has none
   */
  public record LinkedAccount(TenantId tenantId, @Nullable String email) {}

  /**
   * Links an identity to an account. Fails with identity-exists if it is linked to one, and with
   * too-many-identities.
   *
   * @return the account
   */
  public Uni<LinkedAccount> link(
      Transaction tx, UserId user, ProvenIdentity identity, Instant now) {
    String sql =
        """
        insert into identities (
          id,
          user_id,
          provider,
          issuer,
          subject,
          identity_data,
          created_at
        )
        select $1, $2, $3, $4, $5, $6, $7
        where (
          select count(*)
          from identities
          where user_id = $2
        ) < $8
        returning
          (
            select tenant_id
            from users
            where id = $2
          ) as tenant_id,
          (
            select email
            from users
            where id = $2
          ) as email
        """;
    return tx.query(
            sql,
            Tuple.from(
                new Object[] {
                  ids.next(),
                  user.value(),
                  identity.provider(),
                  identity.issuer(),
                  identity.subject(),
                  new JsonObject(identity.data()),
                  utc(now),
                  MOST
                }))
        .map(linked -> {
          if (linked.size() == 0) {
            throw AuthProblem.TOO_MANY_IDENTITIES.problem();
          }
          Row row = linked.iterator().next();
          return new LinkedAccount(new TenantId(row.getUUID("tenant_id")), row.getString("email"));
        })
        .onFailure(e -> Constraint.violated(e, "identities_subject_unique"))
        .transform(e -> AuthProblem.IDENTITY_EXISTS.problem());
  }

  /**
   * Stores what the provider says of a person today. Fails with identity-not-found if the identity
   * is not linked to the account any more.
   */
  public Uni<Void> update(Transaction tx, UserId user, ProvenIdentity identity) {
    String sql =
        """
        update identities
        set identity_data = $5
        where provider = $1
          and issuer = $2
          and subject = $3
          and user_id = $4
        """;
    return tx.query(
            sql,
            Tuple.of(
                identity.provider(),
                identity.issuer(),
                identity.subject(),
                user.value(),
                new JsonObject(identity.data())))
        .invoke(updated -> {
          if (updated.rowCount() == 0) {
            throw AuthProblem.IDENTITY_NOT_FOUND.problem();
          }
        })
        .replaceWithVoid();
  }

  /**
   * An identity that was unlinked.
   *
   * @param email the account's address; null if it has none
   */
  public record Unlinked(String provider, @Nullable String email) {}

  /**
   * Unlinks an identity of an account, with the password if it is that of address and password.
   * Call it while the account is locked, so that of two that are the last ones one remains. Fails
   * with identity-not-found or single-identity.
   */
  public Uni<Unlinked> unlink(Transaction tx, UserId user, UUID identity) {
    String all =
        """
        select
          count(*) as all,
          count(*) filter (where id = $2) as named
        from identities
        where user_id = $1
        """;
    return tx.query(all, Tuple.of(user.value(), identity))
        .invoke(IdentityStore::check)
        .chain(() -> delete(tx, user, identity));
  }

  private static void check(RowSet<Row> found) {
    Row row = found.iterator().next();
    if (row.getLong("named") == 0) {
      throw AuthProblem.IDENTITY_NOT_FOUND.problem();
    }
    if (row.getLong("all") < 2) {
      throw AuthProblem.SINGLE_IDENTITY.problem();
    }
  }

  private static Uni<Unlinked> delete(Transaction tx, UserId user, UUID identity) {
    String sql =
        """
        with unlinked as (
          delete from identities
          where user_id = $1
            and id = $2
          returning provider
        ),
        password as (
          delete from passwords p
          using unlinked
          where p.user_id = $1
            and unlinked.provider = 'email'
        )
        select
          unlinked.provider,
          u.email
        from unlinked
        join users u on u.id = $1
        """;
    return tx.query(sql, Tuple.of(user.value(), identity))
        .map(found -> {
          Row row = found.iterator().next();
          return new Unlinked(row.getString("provider"), row.getString("email"));
        });
  }
}
