package com.leadignite.auth.hook;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountRows;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a message is for, as hooks are told. */
@Singleton
public final class HookUserStore {

  private final Rows rows;

  HookUserStore(Rows rows) {
    this.rows = rows;
  }

  /** The account that has the address; no more than the address if none has. */
  public Uni<Map<String, Object>> of(Address address) {
    String sql =
        """
        select
        """
            + AccountRows.COLUMNS
            + """
            from users u
            join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
            where u.email = $1 or u.phone = $1
            """;
    return rows.asService()
        .query(sql, Tuple.of(address.value()))
        .map(found ->
            found.size() == 0
                ? unknown(address)
                : known(AccountRows.account(found.iterator().next())));
  }

  private static Map<String, Object> unknown(Address address) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("aud", "authenticated");
    user.put("role", "");
    user.put("email", address instanceof EmailAddress email ? email.value() : "");
    user.put("phone", address instanceof PhoneNumber phone ? phone.digits() : "");
    user.put("app_metadata", Map.of());
    user.put("user_metadata", Map.of());
    return user;
  }

  private static Map<String, Object> known(Account account) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", account.id().toString());
    user.put("aud", "authenticated");
    user.put("role", account.role().wireName());
    user.put("email", account.emailText());
    put(user, "email_confirmed_at", account.emailConfirmedAt());
    user.put("phone", account.phoneText());
    put(user, "phone_confirmed_at", account.phoneConfirmedAt());
    put(user, "confirmed_at", account.confirmedAt());
    put(user, "last_sign_in_at", account.lastSignInAt());
    user.put("app_metadata", account.appMetadata());
    user.put("user_metadata", account.shownMetadata());
    put(user, "created_at", account.createdAt());
    put(user, "updated_at", account.updatedAt());
    user.put("is_anonymous", account.anonymous());
    return user;
  }

  private static void put(Map<String, Object> user, String name, @Nullable Instant time) {
    if (time != null) {
      user.put(name, time.toString());
    }
  }
}
