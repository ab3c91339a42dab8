package com.leadignite.auth.account;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The address that an account moves to once its mail, and that to the present address, was used.
 *
 * @param address the new address
 * @param sentAt when the mails were last sent
 */
public record PendingEmail(EmailAddress address, Instant sentAt) {

  /** Of {@code users u}: a JSON object that {@link #of} reads, or null. */
  static final String COLUMN =
      """
      (
        select jsonb_build_object(
          'address', c.new_email,
          'sent_at', c.sent_at
        )
        from email_changes c
        where c.user_id = u.id
          and c.expires_at > now()
      )
      """;

  /** Reads {@link #COLUMN}. */
  static @Nullable PendingEmail of(@Nullable JsonObject row) {
    return row == null
        ? null
        : new PendingEmail(
            new EmailAddress(row.getString("address")),
            OffsetDateTime.parse(row.getString("sent_at")).toInstant());
  }
}
