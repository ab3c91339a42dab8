package com.leadignite.auth.account;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The number that an account moves to once the code that was sent to it was used.
 *
 * @param number the new number
 * @param sentAt when the code was last sent
 */
public record PendingPhone(PhoneNumber number, Instant sentAt) {

  /** Of {@code users u}: a JSON object that {@link #of} reads, or null. */
  static final String COLUMN =
      """
      (
        select jsonb_build_object(
          'number', s.address,
          'sent_at', s.created_at
        )
        from one_time_secrets s
        where s.user_id = u.id
          and s.purpose = 'phone_change'
          and s.expires_at > now()
        order by s.created_at desc
        limit 1
      )
      """;

  /** Reads {@link #COLUMN}. */
  static @Nullable PendingPhone of(@Nullable JsonObject row) {
    return row == null
        ? null
        : new PendingPhone(
            new PhoneNumber(row.getString("number")),
            OffsetDateTime.parse(row.getString("sent_at")).toInstant());
  }
}
