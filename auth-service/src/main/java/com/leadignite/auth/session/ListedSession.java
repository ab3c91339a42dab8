package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.instant;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.leadignite.auth.device.DeviceNames;
import com.leadignite.guard.id.SessionId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it, to tell their devices apart by.
 *
 * @param id the session, as in the {@code session_id} of its tokens
 * @param createdAt when the person signed in
 * @param refreshedAt when it was last used: at the sign-in or the last refresh
 * @param device what the person may call the device, as far as the user agent tells; else null
 * @param userAgent what the client called itself at the sign-in; null if it did not
 * @param address the client's address at the sign-in, the network alone for IPv6
 * @param aal how many factors were shown, as in the claim of that name
 * @param current whether it is the session of the request
 */
@JsonSerialize(using = ListedSessionJson.class)
record ListedSession(
    SessionId id,
    Instant createdAt,
    Instant refreshedAt,
    @Nullable String device,
    @Nullable String userAgent,
    @Nullable String address,
    String aal,
    boolean current) {

  static ListedSession of(Row row, SessionId asking, DeviceNames devices) {
    SessionId id = new SessionId(row.getUUID("id"));
    String userAgent = row.getString("user_agent");
    return new ListedSession(
        id,
        instant(row, "created_at"),
        instant(row, "refreshed_at"),
        devices.of(userAgent),
        userAgent,
        row.getString("address"),
        row.getString("aal"),
        id.equals(asking));
  }
}
