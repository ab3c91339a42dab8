package com.leadignite.auth.account;

import static com.leadignite.auth.time.SqlTime.instant;
import static com.leadignite.auth.time.SqlTime.instantOrNull;

import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;

/** The columns of an account, and what they mean: for every statement that reads one. */
public final class AccountRows {

  /** Of {@code users u}, and of {@code memberships m} in the organization the account acts in. */
  public static final String COLUMNS =
      """
      u.id,
      m.tenant_id,
      m.role,
      u.email,
      u.email_confirmed_at,
      u.phone,
      u.banned_until,
      u.last_sign_in_at,
      u.user_metadata,
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
          ) as identities
          """;

  private AccountRows() {}

  /** Reads {@link #COLUMNS}. */
  public static Account account(Row row) {
    return new Account(
        new UserId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        Role.of(row.getString("role")).orElseThrow(),
        new EmailAddress(row.getString("email")),
        instantOrNull(row, "email_confirmed_at"),
        row.getString("phone"),
        instantOrNull(row, "banned_until"),
        instantOrNull(row, "last_sign_in_at"),
        row.get(JsonObject.class, "user_metadata").getMap(),
        identities(row.getJsonArray("identities")),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static List<Identity> identities(JsonArray rows) {
    return rows.stream().map(JsonObject.class::cast).map(Identity::of).toList();
  }
}
