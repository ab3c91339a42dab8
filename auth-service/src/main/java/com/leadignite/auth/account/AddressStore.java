package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.utc;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The addresses of accounts, as people show that they are theirs. */
@Singleton
public final class AddressStore {

  /**
   * Of {@code account}: the identity of those who sign in with an address, if there is none; {@code
   * {now}} stands for a parameter.
   */
  public static final String IDENTIFY =
      """
      insert into identities (
        id,
        user_id,
        provider,
        subject,
        identity_data,
        created_at
      )
      select uuidv7(), a.id, 'email', a.id::text, a.user_metadata, {now}::timestamptz
      from account a
      on conflict on constraint identities_subject_unique do nothing
      """;

  private static final String CONFIRM_EMAIL = confirming("email", "phone");
  private static final String CONFIRM_PHONE = confirming("phone", "email");

  AddressStore() {}

  /** The account that has the address; empty if none has. */
  public Uni<Optional<UserId>> owner(Transaction transaction, Address address) {
    String sql =
        """
        select id
        from users
        where email = $1 or phone = $1
        """;
    return transaction.query(sql, Tuple.of(address.value())).map(AddressStore::id);
  }

  /**
   * Confirms an account's address, which somebody showed to be theirs. A password from before that
   * is deleted: the person who set it may have signed up with another person's address.
   *
   * @return whether the account has that address
   */
  public Uni<Boolean> confirm(Transaction transaction, UserId user, Address address, Instant now) {
    return switch (address) {
      case EmailAddress email -> confirm(transaction, CONFIRM_EMAIL, user, email, now);
      case PhoneNumber phone -> confirm(transaction, CONFIRM_PHONE, user, phone, now);
    };
  }

  private static Uni<Boolean> confirm(
      Transaction transaction, String sql, UserId user, Address address, Instant now) {
    return transaction
        .query(sql, Tuple.of(user.value(), address.value(), utc(now)))
        .map(found -> found.size() == 1);
  }

  /**
   * Stores a new, confirmed address; fails with email-exists if another account has it. A password
   * from before any address was confirmed is deleted: the person who set it may have signed up with
   * another person's address. It becomes a way to sign in, if it was none.
   */
  public Uni<Void> change(Transaction transaction, UserId user, EmailAddress email, Instant now) {
    String sql =
        """
        with unconfirmed as (
          delete from passwords p
          using users u
          where p.user_id = $1
            and u.id = p.user_id
            and u.email_confirmed_at is null
            and u.phone_confirmed_at is null
        ),
        account as (
          update users
          set
            email = $2,
            email_confirmed_at = $3,
            updated_at = $3
          where id = $1
          returning id, user_metadata
        )
        """
            + IDENTIFY.replace("{now}", "$3");
    return transaction
        .query(sql, Tuple.of(user.value(), email.value(), utc(now)))
        .replaceWithVoid()
        .onFailure(e -> Constraint.violated(e, "users_email_unique"))
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem());
  }

  /**
   * An address that was confirmed before, of either kind, is of the person who set the password.
   */
  private static String confirming(String shown, String other) {
    return """
    with unconfirmed as (
      delete from passwords p
      using users u
      where p.user_id = $1
        and u.id = p.user_id
        and u.{shown} = $2
        and u.{shown}_confirmed_at is null
        and u.{other}_confirmed_at is null
    )
    update users
    set
      {shown}_confirmed_at = coalesce({shown}_confirmed_at, $3),
      updated_at = case when {shown}_confirmed_at is null then $3 else updated_at end
    where id = $1
      and {shown} = $2
    returning id
    """
        .replace("{shown}", shown)
        .replace("{other}", other);
  }

  private static Optional<UserId> id(RowSet<Row> found) {
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(new UserId(found.iterator().next().getUUID("id")));
  }
}
