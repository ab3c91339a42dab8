package com.leadignite.auth.session;

import static com.leadignite.auth.instance.SqlTime.instant;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.id.SessionId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it, to tell their devices apart by.
 *
 * @param id the session, as in the {@code session_id} of its tokens
 * @param createdAt when the person signed in
 * @param refreshedAt when it was last heard of: at the sign-in or the last refresh
 * @param userAgent what the client called itself at the sign-in; null where it did not
 * @param address the client's address at the sign-in, the network alone for IPv6
 * @param aal how many factors were shown, as in the claim of that name
 * @param current whether it is the session that asks
 */
record OwnSession(
    SessionId id,
    Instant createdAt,
    Instant refreshedAt,
    @Nullable String userAgent,
    @Nullable String address,
    String aal,
    boolean current) {

  static OwnSession of(Row row, SessionId asking) {
    SessionId id = new SessionId(row.getUUID("id"));
    return new OwnSession(
        id,
        instant(row, "created_at"),
        instant(row, "refreshed_at"),
        row.getString("user_agent"),
        row.getString("address"),
        // The table knows sign-ins by password alone.
        AssuranceLevel.AAL1.wireName(),
        id.equals(asking));
  }
}
