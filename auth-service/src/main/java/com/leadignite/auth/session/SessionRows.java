package com.leadignite.auth.session;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.auth.account.AccountRows;
import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.token.SessionClaims;
import com.leadignite.guard.id.SessionId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a session with its account, and what they mean. */
final class SessionRows {

  /** Of {@code sessions s}, {@code users u} and {@code memberships m}. */
  static final String COLUMNS =
      AccountRows.COLUMNS
          + """
          ,
          s.id as session_id,
          s.not_after,
          m.suspended_at is not null as suspended,
          (
            select o.mfa_required
            from organizations o
            where o.tenant_id = m.tenant_id
          ) as factor_required,
          now() as read_at,
          (
            select max(r.revoked_at)
            from revocations r
            where r.user_id = s.user_id and r.session_id is null
          ) as revoked_at,
          """
          + Authentication.COLUMNS;

  /** The account of each {@code s} and the membership that it acts by. */
  static final String JOIN_ACCOUNT =
      """
      join users u on u.id = s.user_id
      join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id
      """;

  /**
   * {@link #COLUMNS} of the sessions that a statement has in {@code session}. Holds the membership:
   * a change of the role waits, so that it revokes the token that is about to be minted.
   */
  static final String SELECT_HELD =
      """
      select
      """
          + COLUMNS
          + """
          from session s
          """
          + JOIN_ACCOUNT
          + """
          for share of m
          """;

  private SessionRows() {}

  /** Reads {@link #COLUMNS}. */
  static ActiveSession active(Row row) {
    SessionClaims claims =
        new SessionClaims(
            new SessionId(row.getUUID("session_id")),
            Authentication.of(row),
            instant(row, "not_after"));
    return new ActiveSession(
        AccountRows.account(row),
        claims,
        row.getBoolean("factor_required"),
        row.getBoolean("suspended"),
        instant(row, "read_at"),
        instantOrNull(row, "revoked_at"));
  }

  static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }

  /** Of the column {@code id}. */
  static List<SessionId> ids(RowSet<Row> rows) {
    List<SessionId> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(new SessionId(row.getUUID("id"))));
    return ids;
  }
}
