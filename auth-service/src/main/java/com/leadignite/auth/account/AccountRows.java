package com.leadignite.auth.account;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of an account, and what they mean: for every statement that reads one. */
public final class AccountRows {

  /** Of {@code users u}, and of {@code memberships m} in the organization the account acts in. */
  public static final String COLUMNS =
      """
      u.id,
      m.tenant_id,
      m.role,
      m.created_at as member_since,
      u.email,
      u.email_confirmed_at,
      u.invited_at,
      u.confirmation_sent_at,
      u.recovery_sent_at,
      u.phone,
      u.phone_confirmed_at,
      u.banned_until,
      u.last_sign_in_at,
      u.user_metadata,
      u.app_metadata,
      u.is_anonymous,
      u.created_at,
      u.updated_at,
      (
        select jsonb_agg(
      """
          + Identity.COLUMNS
          + """
            order by i.created_at, i.id)
            from identities i
            where i.user_id = u.id
          ) as identities,
          (
            select coalesce(jsonb_agg(
          """
          + Factor.COLUMNS
          + """
                order by f.created_at, f.id), '[]')
            from factors f
            where f.user_id = u.id
          ) as factors,
          """
          + PendingEmail.COLUMN
          + """
          as pending_email,
          """
          + PendingPhone.COLUMN
          + """
          as pending_phone
          """;

  private AccountRows() {}

  /** Reads {@link #COLUMNS}. */
  public static Account account(Row row) {
    return new Account(
        new UserId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        Role.of(row.getString("role")).orElseThrow(),
        instant(row, "member_since"),
        email(row.getString("email")),
        instantOrNull(row, "email_confirmed_at"),
        PendingEmail.of(row.getJsonObject("pending_email")),
        instantOrNull(row, "invited_at"),
        instantOrNull(row, "confirmation_sent_at"),
        instantOrNull(row, "recovery_sent_at"),
        phone(row.getString("phone")),
        instantOrNull(row, "phone_confirmed_at"),
        PendingPhone.of(row.getJsonObject("pending_phone")),
        instantOrNull(row, "banned_until"),
        instantOrNull(row, "last_sign_in_at"),
        row.get(JsonObject.class, "user_metadata").getMap(),
        row.get(JsonObject.class, "app_metadata").getMap(),
        row.getBoolean("is_anonymous"),
        each(row, "identities", Identity::of),
        each(row, "factors", Factor::of),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static @Nullable EmailAddress email(@Nullable String address) {
    return address == null ? null : new EmailAddress(address);
  }

  private static @Nullable PhoneNumber phone(@Nullable String number) {
    return number == null ? null : new PhoneNumber(number);
  }

  /** A column that is null if there are none. */
  private static <T> List<T> each(Row row, String column, Function<JsonObject, T> of) {
    JsonArray rows = row.getJsonArray(column);
    return (rows == null ? new JsonArray() : rows)
        .stream().map(JsonObject.class::cast).map(of).toList();
  }
}
