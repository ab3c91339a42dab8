package com.leadignite.auth.schema;

import static com.leadignite.auth.schema.People.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the tables take from nobody, not even from their superuser: what they hold is whole, however
 * a statement came about. Each line has the constraint that refuses, or {@code taken}. Nothing that
 * they do stays.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class SchemaConstraintsTest {

  @BeforeAll
  static void storePeople() {
    PlatformServers.empty();
    People.store();
  }

  @AfterAll
  static void removePeople() {
    PlatformServers.empty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "organizations_name_length|update auth.organizations set name = ''",
        "organizations_name_length|update auth.organizations set name = repeat('x', 201)",
        "taken|update auth.organizations set name = repeat('\u00e4', 200)",
        "memberships_role_known|update auth.memberships set role = 'service'",
        "memberships_role_known|update auth.memberships set role = 'user_administration'",
        "memberships_role_known|update auth.memberships set role = 'Admin'",
        "memberships_role_known|update auth.memberships set role = ''",
        "memberships_pk|insert into auth.memberships values ('$ours', '$bob', 'admin', now(), now())",
        "memberships_tenant_fk|insert into auth.memberships"
            + " values ('$bob', '$bob', 'admin', now(), now())",
        "memberships_user_fk|insert into auth.memberships"
            + " values ('$ours', '$ours', 'admin', now(), now())",
        "invitations_role_known|update auth.invitations set role = 'platform_admin'",
        "invitations_role_known|update auth.invitations set role = 'service'",
        "invitations_token_is_sha256|update auth.invitations set token_hash = '\\x00'",
        "invitations_token_unique|update auth.invitations set token_hash = sha256('x')"
      })
  void organizationsAreWhole(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  /** Whoever acts in an organization is a member of it, whatever runs at the same time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users_acts_as_member_fk|update auth.users set tenant_id = '$theirs' where id = '$bob'",
        "users_acts_as_member_fk|delete from auth.memberships where user_id = '$bob'",
        "users_acts_somewhere|update auth.users set tenant_id = null where id = '$bob'",
        "users_deleted_is_whole|update auth.users set deleted_at = now() where id = '$bob'",
        "users_deleted_is_whole|update auth.users set deleted_at = now(), tenant_id = null"
            + " where id = '$bob'",
        "taken|update auth.users set deleted_at = now(), tenant_id = null, email = null"
            + " where id = '$bob'"
      })
  void nobodyActsWhereTheyAreNoMember(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users_email_unique|update auth.users set email = '$ada@example.com' where id = '$bob'",
        "users_email_is_normal|update auth.users set email = 'Bob@example.com' where id = '$bob'",
        "users_email_is_normal|update auth.users set email = repeat('x', 255) where id = '$bob'",
        // The Kelvin sign has an ASCII lower case in some collations, and none in C.
        "taken|update auth.users set email = '\u212a@example.com' where id = '$bob'",
        "users_phone_is_e164|update auth.users set phone = '14155552671' where id = '$bob'",
        "users_phone_is_e164|update auth.users set phone = '+04155552671' where id = '$bob'",
        "users_phone_is_e164|update auth.users set phone = concat('+1415555', chr(10)) where id = '$bob'",
        "users_phone_is_e164|update auth.users set phone = '+1234567890123456' where id = '$bob'",
        "users_phone_is_e164|update auth.users set phone = '+1415555267\u0661' where id = '$bob'",
        "users_phone_unique|update auth.users set phone = '+14155552671'",
        "taken|update auth.users set phone = '+14155552671' where id = '$bob'",
        "taken|update auth.users set phone = null"
      })
  void addressesAreNormalAndHaveOneAccount(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  /** What travels in every token is small. */
  @ParameterizedTest
  @Tag("B38")
  @CsvSource(
      delimiter = '|',
      value = {
        "users_metadata_size|update auth.users"
            + " set user_metadata = jsonb_build_object('a', repeat('x', 4096))",
        "users_metadata_size|update auth.users"
            + " set user_metadata = jsonb_build_object('a', repeat('\u00e4', 2048))",
        "taken|update auth.users set user_metadata = jsonb_build_object('a', repeat('x', 4086))",
        "users_app_metadata_size|update auth.users"
            + " set app_metadata = jsonb_build_object('a', repeat('x', 2048))",
        "taken|update auth.users set app_metadata = jsonb_build_object('a', repeat('x', 2038))",
        "users_sign_up_data_size|update auth.users"
            + " set sign_up_data = jsonb_build_object('a', repeat('x', 4096))",
        "identities_data_size|update auth.identities"
            + " set identity_data = jsonb_build_object('a', repeat('x', 4096))",
        "sessions_user_agent_length|update auth.sessions set user_agent = repeat('x', 401)",
        "taken|update auth.sessions set user_agent = repeat('\u00e4', 400)",
        "one_time_secrets_redirect_length|update auth.one_time_secrets"
            + " set redirect_to = repeat('x', 2049)",
        "social_flows_redirect_length|update auth.social_flows"
            + " set redirect_to = repeat('x', 2049)",
        "one_time_secrets_details_size|update auth.one_time_secrets"
            + " set details = jsonb_build_object('a', repeat('x', 4160))",
        "email_changes_new_length|update auth.email_changes set new_email = repeat('x', 255)",
        "mails_address_length|update auth.mails set address = repeat('x', 255)"
      })
  void textsAreBounded(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @Tag("B28")
  @CsvSource(
      delimiter = '|',
      value = {
        "identities_provider_form|update auth.identities set provider = 'Google'",
        "identities_provider_form|update auth.identities set provider = ''",
        "identities_provider_form|update auth.identities set provider = 'google '",
        "identities_provider_form|update auth.identities set provider = concat('google', chr(10))",
        "identities_subject_length|update auth.identities set subject = ''",
        "identities_subject_length|update auth.identities set subject = repeat('x', 256)",
        "identities_subject_unique|update auth.identities set subject = 'x'",
        "identities_user_fk|update auth.identities set user_id = '$ours'"
      })
  void aSubjectOfAProviderIsOneAccounts(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @Tag("B16")
  @CsvSource(
      delimiter = '|',
      value = {
        "sessions_end_is_whole|update auth.sessions set ended_at = now()",
        "sessions_end_is_whole|update auth.sessions set end_reason = 'signed_out'",
        "sessions_end_reason_form|update auth.sessions set ended_at = now(), end_reason = 'x y'",
        "sessions_method_form|update auth.sessions set method = 'Password'",
        "sessions_aal_known|update auth.sessions set aal = 'aal3'",
        "sessions_aal_known|update auth.sessions set aal = ''",
        "sessions_amr_is_list|update auth.sessions set amr = '{}'",
        "taken|update auth.sessions set amr = '[]'",
        // One family has one token of a generation: of two refreshes at once one stores its child.
        "refresh_tokens_generation_unique|insert into auth.refresh_tokens"
            + " values (sha256('x'), '$bob', 0, now())",
        "taken|insert into auth.refresh_tokens values (sha256('x'), '$bob', 1, now())",
        "refresh_tokens_pk|insert into auth.refresh_tokens values (sha256('$bob'), '$ada', 1, now())",
        "refresh_tokens_hash_is_sha256|insert into auth.refresh_tokens"
            + " values ('\\x00', '$bob', 1, now())",
        "refresh_tokens_session_fk|insert into auth.refresh_tokens"
            + " values (sha256('x'), '$ours', 1, now())"
      })
  void sessionsAndTheirFamiliesAreWhole(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @Tag("B25")
  @CsvSource(
      delimiter = '|',
      value = {
        "revocations_reach|update auth.revocations set in_tenant_only = true, session_id = '$bob'",
        "taken|update auth.revocations set in_tenant_only = true",
        "taken|update auth.revocations set session_id = '$bob'"
      })
  void aRevocationIsOfASessionOrOfAnOrganization(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  /**
   * A key is next, active or retired, and there is one of the first two: of two replicas one wins.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "taken|insert into auth.signing_keys (kid, state, public_jwk, sealed_private, published_at)"
            + " values ('x', 'next', '{}', '\\x00', now());",
        "signing_keys_one_next|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at)"
            + " select k, 'next', '{}', '\\x00', now() from unnest(array['x', 'y']) k",
        "signing_keys_one_active|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at, activated_at)"
            + " select k, 'active', '{}', '\\x00', now(), now() from unnest(array['x', 'y']) k",
        "signing_keys_state_is_whole|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at)"
            + " values ('x', 'active', '{}', '\\x00', now())",
        "signing_keys_state_is_whole|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at, activated_at)"
            + " values ('x', 'next', '{}', '\\x00', now(), now())",
        "signing_keys_state_is_whole|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at, activated_at, retired_at)"
            + " values ('x', 'retired', '{}', '\\x00', now(), now(), now())",
        "signing_keys_state_is_whole|insert into auth.signing_keys"
            + " (kid, state, public_jwk, sealed_private, published_at)"
            + " values ('x', 'revoked', '{}', '\\x00', now())"
      })
  void signingKeysAreInOneState(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal("delete from auth.signing_keys; " + sql), sql);
  }

  @ParameterizedTest
  @Tag("B22")
  @CsvSource(
      delimiter = '|',
      value = {
        "factors_type_known|update auth.factors set type = 'sms', sealed_secret = null",
        "factors_status_known|update auth.factors set status = 'removed'",
        "factors_secret_of_totp|update auth.factors set sealed_secret = null",
        "factors_secret_of_totp|update auth.factors set type = 'webauthn'",
        "factors_name_length|update auth.factors set friendly_name = ''",
        "factors_name_length|update auth.factors set friendly_name = repeat('x', 65)",
        "taken|update auth.factors set friendly_name = 'phone'",
        "factors_name_unique|insert into auth.factors (id, user_id, type, friendly_name, status,"
            + " session_id, created_at, updated_at) select gen_random_uuid(), '$bob', 'webauthn',"
            + " 'phone', 'verified', '$bob', now(), now() from generate_series(1, 2)",
        "factors_one_set_of_recovery_codes|insert into auth.factors (id, user_id, type, status,"
            + " session_id, created_at, updated_at) select gen_random_uuid(), '$bob',"
            + " 'recovery_code', 'verified', '$bob', now(), now() from generate_series(1, 2)",
        "recovery_codes_hash_is_sha256|update auth.recovery_codes set code_hash = '\\x00'",
        "recovery_codes_pk|insert into auth.recovery_codes values ('$bob', sha256('$bob'))",
        "recovery_codes_factor_fk|insert into auth.recovery_codes values ('$ours', sha256('x'))",
        "totp_steps_pk|insert into auth.totp_steps values ('$bob', 7)",
        "factor_challenges_factor_fk|update auth.factor_challenges set factor_id = '$ours'"
      })
  void factorsAreWhole(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "passkeys_credential_length|\\x|\\x00|0",
        "passkeys_key_length|\\x00|long|0",
        "passkeys_sign_count_is_32_bits|\\x00|\\x00|-1",
        "passkeys_sign_count_is_32_bits|\\x00|\\x00|4294967296",
        "taken|\\x00|\\x00|4294967295"
      })
  void passkeysAreBounded(String refusal, String credential, String key, long count)
      throws SQLException {
    String sql =
        """
        insert into auth.passkeys
          (factor_id, credential_id, public_key, sign_count, user_verified, backup_eligible,
           backed_up, aaguid, transports)
        values ('$bob', '%s', decode('%s', 'hex'), %d, true, true, true, '$bob', '{}')
        """
            .formatted(credential, "long".equals(key) ? "00".repeat(1025) : "00", count);

    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @Tag("B20")
  @CsvSource(
      delimiter = '|',
      value = {
        "one_time_secrets_purpose_form|update auth.one_time_secrets set purpose = 'RECOVERY'",
        "one_time_secrets_code_is_sha256|update auth.one_time_secrets set code_hash = '123456'",
        "one_time_secrets_link_is_sha256|update auth.one_time_secrets set link_hash = '\\x'",
        "one_time_secrets_link_unique|update auth.one_time_secrets set link_hash = sha256('x')",
        "one_time_secrets_pk|update auth.one_time_secrets set address = 'x@example.com'",
        "one_time_secrets_id_unique|update auth.one_time_secrets set id = '$bob'",
        "pkce_codes_hash_is_sha256|update auth.pkce_codes set code_hash = '\\x00'",
        "pkce_codes_pk|update auth.pkce_codes set code_hash = sha256('x')",
        "pkce_codes_user_fk|update auth.pkce_codes set user_id = '$ours'",
        "pkce_codes_links_in_session|update auth.pkce_codes set link = '{}'",
        "pkce_codes_link_size|update auth.pkce_codes set session_id = '$bob',"
            + " link = jsonb_build_object('a', repeat('x', 6144))",
        "social_flows_hash_is_sha256|update auth.social_flows set state_hash = '\\x00'",
        "social_flows_pk|update auth.social_flows set state_hash = sha256('x')",
        "social_flows_user_fk|update auth.social_flows set user_id = '$ours'",
        "social_flows_links_in_session|update auth.social_flows set session_id = null",
        "social_flows_provider_form|update auth.social_flows set provider = 'Google'",
        "used_id_tokens_hash_is_sha256|update auth.used_id_tokens set token_hash = '\\x00'",
        "used_id_tokens_pk|update auth.used_id_tokens set token_hash = sha256('x')",
        "identities_issuer_length|update auth.identities set issuer = ''",
        "email_changes_user_fk|update auth.email_changes set user_id = '$ours'"
            + " where user_id = '$bob'"
      })
  void oneTimeSecretsAreHashesOfOneMailEach(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mails_kind_form|update auth.mails set kind = 'Recovery'",
        "mails_kind_form|update auth.mails set kind = '../recovery'",
        "mails_kind_form|update auth.mails set kind = ''",
        "mails_parking_is_whole|update auth.mails set parked_at = now()",
        "mails_parking_is_whole|update auth.mails set refusal = 'x'",
        "taken|update auth.mails set parked_at = now(), refusal = 'x'"
      })
  void mailsAreWhole(String refusal, String sql) throws SQLException {
    assertEquals(refusal, refusal(sql), sql);
  }

  /** The constraint that refuses a statement, whose effect does not stay; else "taken". */
  private static String refusal(String sql) throws SQLException {
    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(filled(sql));
        return "taken";
      } catch (PSQLException e) {
        return Optional.ofNullable(e.getServerErrorMessage())
            .map(ServerErrorMessage::getConstraint)
            .orElseThrow(() -> e);
      } finally {
        connection.rollback();
      }
    }
  }
}
