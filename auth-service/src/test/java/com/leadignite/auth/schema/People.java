package com.leadignite.auth.schema;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.AppConnection;
import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Two organizations in the database: of one Ada is the admin and Bob a member, of the other Eve is
 * the admin. Each has a row in every table that has rows of people.
 */
final class People {

  static final String OURS = "01890a5d-0000-7000-8000-000000000001";
  static final String THEIRS = "01890a5d-0000-7000-8000-000000000002";
  static final String ADA = "01890a5d-0000-7000-8000-00000000000a";
  static final String BOB = "01890a5d-0000-7000-8000-00000000000b";
  static final String EVE = "01890a5d-0000-7000-8000-00000000000e";

  private People() {}

  /** Stores them all. */
  static void store() {
    organization(OURS);
    organization(THEIRS);
    person(ADA, OURS, "admin");
    person(BOB, OURS, "agent");
    person(EVE, THEIRS, "admin");
  }

  private static void organization(String id) {
    PlatformServers.sql(
        """
        insert into auth.organizations (tenant_id, name, created_at, updated_at)
        values ('%s', 'Example', now(), now())
        """
            .formatted(id));
  }

  private static void person(String id, String tenant, String role) {
    PlatformServers.sql(
        """
        begin;
        set local session_replication_role = replica;
        insert into auth.users (id, tenant_id, email, email_confirmed_at, created_at, updated_at)
        values ('$id', '$tenant', '$id@example.com', now(), now(), now());
        insert into auth.memberships (tenant_id, user_id, role, created_at, updated_at)
        values ('$tenant', '$id', '$role', now(), now());
        insert into auth.identities (id, user_id, provider, subject, identity_data, created_at)
        values (gen_random_uuid(), '$id', 'email', '$id', '{}', now());
        insert into auth.passwords (user_id, phc, changed_at)
        values ('$id', 'phc of $id', now());
        insert into auth.sessions
          (id, user_id, created_at, authenticated_at, method, not_after, refreshed_at)
        values ('$id', '$id', now(), now(), 'password', now() + interval '1 day', now());
        insert into auth.refresh_tokens (token_hash, session_id, generation, created_at)
        values (sha256('$id'), '$id', 0, now());
        insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)
        values ('$tenant', '$id', now(), now() + interval '1 hour');
        insert into auth.invitations
          (tenant_id, token_hash, email, role, invited_by, created_at, expires_at)
        values
          ('$tenant', sha256('$id'), 'new@example.com', 'agent', '$id', now(), now());
        insert into auth.factors
          (id, user_id, type, status, session_id, sealed_secret, created_at, updated_at)
        values ('$id', '$id', 'totp', 'verified', '$id', '\\x00', now(), now());
        insert into auth.factor_challenges (id, factor_id, session_id, expires_at)
        values ('$id', '$id', '$id', now() + interval '1 hour');
        insert into auth.totp_steps (user_id, last_step) values ('$id', 1);
        insert into auth.recovery_codes (factor_id, code_hash) values ('$id', sha256('$id'));
        insert into auth.one_time_secrets
          (id, purpose, address, user_id, code_hash, link_hash, redirect_to, details,
           created_at, expires_at)
        values
          ('$id', 'recovery', '$id@example.com', '$id', sha256('$id'), sha256('$id'), '', '{}',
           now(), now() + interval '1 hour');
        insert into auth.pkce_codes (code_hash, user_id, code_challenge, created_at, expires_at)
        values (sha256('$id'), '$id', 'challenge', now(), now() + interval '1 hour');
        insert into auth.social_flows
          (state_hash, provider, redirect_to, user_id, session_id, created_at, expires_at)
        values
          (sha256('$id'), 'google', '', '$id', '$id', now(), now() + interval '1 hour');
        insert into auth.used_id_tokens (token_hash, expires_at)
        values (sha256('$id'), now() + interval '1 hour');
        insert into auth.mails (id, kind, address, language, content, wanted, due_at, expires_at)
        values
          ('$id', 'recovery', '$id@example.com', 'en', '\\x00', true, now() + interval '1 hour',
           now() + interval '2 hours');
        insert into auth.email_changes
          (user_id, tenant_id, new_email, current_confirmed, sent_at, expires_at)
        values
          ('$id', '$tenant', 'new-$id@example.com', false, now(), now() + interval '1 hour');
        insert into auth.integrations
          (tenant_id, id, provider, kind, name, connected_by, created_at, connected_at,
           sealed_credentials)
        values
          ('$tenant', '$id', 'vapi', 'api_key', '$id', '$id', now(), now(), '\\x00');
        insert into auth.integration_flows
          (tenant_id, id, user_id, session_id, provider, name, return_to, expires_at)
        values ('$tenant', '$id', '$id', '$id', 'acme', 'acme', '', now() + interval '1 hour');
        commit;
        """
            .replace("$tenant", tenant)
            .replace("$role", role)
            .replace("$id", id));
  }

  /** A statement with the people's names, such as {@code $ada}, replaced by their ids. */
  static String filled(String sql) {
    return sql.replace("$ours", OURS)
        .replace("$theirs", THEIRS)
        .replace("$ada", ADA)
        .replace("$bob", BOB)
        .replace("$eve", EVE);
  }

  /**
   * What a statement does that the service's own role sends: how many rows it reads or changes, or
   * the SQLSTATE that it is refused with. Nothing of it stays.
   */
  static String outcome(Identity identity, String sql) throws SQLException {
    try (Connection connection = AppConnection.as(identity, "auth");
        Statement statement = connection.createStatement()) {
      try {
        return Integer.toString(rows(statement, filled(sql)));
      } catch (SQLException e) {
        return String.valueOf(e.getSQLState());
      } finally {
        connection.rollback();
      }
    }
  }

  private static int rows(Statement statement, String sql) throws SQLException {
    if (!statement.execute(sql)) {
      return statement.getUpdateCount();
    }
    int rows = 0;
    try (var result = statement.getResultSet()) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }
}
