package com.leadignite.auth.schema;

import static com.leadignite.auth.schema.People.ADA;
import static com.leadignite.auth.schema.People.BOB;
import static com.leadignite.auth.schema.People.EVE;
import static com.leadignite.auth.schema.People.OURS;
import static com.leadignite.auth.schema.People.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person can do to the rows of their own organization and to their own by raw SQL of the
 * service's role, under the identity that the service gives their requests. What they reach of
 * others' is in {@code AccountRowSecurityTest}.
 *
 * <p>Each line has the number of rows that a statement reaches, or the SQLSTATE of its refusal:
 * 42501 is row-level security or a missing privilege. Nothing that they do stays.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@Tag("B9")
class RowPoliciesTest {

  private static final Identity MEMBER = new Identity(OURS, BOB, "agent");
  private static final Identity ADMIN = new Identity(OURS, ADA, "admin");

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
        "1|select from auth.organizations",
        "2|select from auth.memberships",
        "2|select from auth.users",
        "1|select from auth.identities",
        "1|select from auth.passwords",
        "1|select from auth.sessions",
        "1|select from auth.factors",
        "1|select from auth.email_changes",
        "0|select from auth.invitations",
        "0|select from auth.refresh_tokens",
        "0|select from auth.revocations",
        "0|select from auth.signing_keys",
        "0|select from auth.factor_challenges",
        "0|select from auth.totp_steps",
        "0|select from auth.recovery_codes",
        "0|select from auth.passkeys",
        "0|select from auth.one_time_secrets",
        "0|select from auth.pkce_codes",
        "0|select from auth.social_flows",
        "0|select from auth.used_id_tokens",
        "0|select from auth.mails",
        "0|select from auth.integrations",
        "0|select from auth.integration_flows",
        "0|select from auth.outbox"
      })
  void aMemberReadsNoMoreThanThis(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @Tag("B35")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|update auth.organizations set name = 'x'",
        "0|update auth.organizations set mfa_required = false",
        "0|delete from auth.organizations",
        "42501|insert into auth.organizations (name, created_at, updated_at)"
            + " values ('x', now(), now())",
        "0|update auth.memberships set role = 'admin'",
        "0|delete from auth.memberships",
        "42501|insert into auth.memberships values ('$theirs', '$bob', 'admin', now(), now())",
        "42501|insert into auth.memberships values ('$ours', '$eve', 'agent', now(), now())"
      })
  void aMemberChangesNothingOfTheirOrganization(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|update auth.users set user_metadata = '{}'",
        "0|delete from auth.users",
        "42501|update auth.users set id = '$ada' where id = '$bob'",
        // Whoever changes their own row acts in an organization that they are a member of.
        "23503|update auth.users set tenant_id = '$theirs' where id = '$bob'",
        "42501|insert into auth.users (tenant_id, email, created_at, updated_at)"
            + " values ('$ours', 'x@example.com', now(), now())",
        "1|update auth.passwords set phc = 'x'",
        "42501|update auth.passwords set user_id = '$ada'",
        "42501|insert into auth.passwords values ('$eve', 'x', now())",
        "1|delete from auth.passwords",
        "1|update auth.sessions set ended_at = now(), end_reason = 'signed_out'",
        "42501|update auth.sessions set user_id = '$ada'",
        "42501|insert into auth.sessions (user_id, created_at, authenticated_at, method, not_after,"
            + " refreshed_at) values ('$ada', now(), now(), 'password', now(), now())",
        "42501|insert into auth.refresh_tokens values (sha256('x'), '$bob', 1, now())",
        "0|delete from auth.refresh_tokens"
      })
  void aMemberChangesTheirOwnAccountAlone(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  /** A way to sign in, or a second factor, is changed by the service, which asks for proof. */
  @ParameterizedTest
  @Tag("B23")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|update auth.identities set subject = 'x'",
        "0|delete from auth.identities",
        "42501|insert into auth.identities values"
            + " (gen_random_uuid(), '$bob', 'google', 'x', '{}', now())",
        "0|update auth.factors set status = 'unverified'",
        "0|delete from auth.factors",
        "42501|insert into auth.factors (id, user_id, type, status, session_id, created_at,"
            + " updated_at) values (gen_random_uuid(), '$bob', 'webauthn', 'verified', '$bob',"
            + " now(), now())",
        "0|delete from auth.factor_challenges",
        "42501|insert into auth.factor_challenges (id, factor_id, session_id, expires_at)"
            + " values (gen_random_uuid(), '$bob', '$bob', now())",
        "42501|update auth.factor_challenges set expires_at = now()",
        "0|update auth.totp_steps set last_step = 0",
        "42501|delete from auth.totp_steps",
        "0|update auth.recovery_codes set used_at = null",
        "0|delete from auth.recovery_codes",
        "42501|insert into auth.recovery_codes values ('$bob', sha256('x'))",
        "0|update auth.passkeys set sign_count = 0",
        "42501|insert into auth.passkeys values"
            + " ('$bob', '\\x00', '\\x00', 0, true, true, true, '$bob', '{}')",
        "0|update auth.email_changes set new_confirmed = true",
        "0|delete from auth.email_changes",
        "42501|insert into auth.email_changes (user_id, tenant_id, new_email, current_confirmed,"
            + " sent_at, expires_at) values ('$bob', '$ours', 'x@example.com', true, now(), now())"
      })
  void aMemberGivesThemselvesNoOtherWayIn(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|update auth.one_time_secrets set guesses = 0",
        "42501|insert into auth.one_time_secrets (id, purpose, address, code_hash, link_hash,"
            + " redirect_to, details, created_at, expires_at) values (gen_random_uuid(), 'recovery',"
            + " 'x@example.com', sha256('x'), sha256('x'), '', '{}', now(), now())",
        "0|delete from auth.pkce_codes",
        "0|delete from auth.social_flows",
        "42501|update auth.social_flows set provider = 'x'",
        "42501|insert into auth.used_id_tokens values (sha256('x'), now())",
        "42501|update auth.pkce_codes set user_id = '$bob'",
        "42501|insert into auth.pkce_codes values (sha256('x'), '$bob', 'x', now(), now())",
        "0|delete from auth.mails",
        "42501|update auth.mails set address = 'x@example.com'",
        "42501|insert into auth.mails (id, kind, address, language, content, wanted, expires_at)"
            + " values (gen_random_uuid(), 'invite', 'x@example.com', 'en', '\\x00', true, now())",
        "0|update auth.signing_keys set state = 'retired'",
        "42501|insert into auth.signing_keys (kid, state, public_jwk, sealed_private, published_at)"
            + " values ('x', 'next', '{}', '\\x00', now())"
      })
  void aMemberTouchesNoSecretOfTheService(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @Tag("B45")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|insert into auth.outbox (id, tenant_id, event)"
            + " values (gen_random_uuid(), '$ours', '{}')",
        "42501|insert into auth.outbox (id, tenant_id, event)"
            + " values (gen_random_uuid(), '$theirs', '{}')",
        "42501|insert into auth.outbox (id, event) values (gen_random_uuid(), '{}')",
        "42501|update auth.outbox set event = '{}'",
        "0|update auth.outbox set parked_at = now()",
        "0|delete from auth.outbox"
      })
  void aMemberTellsOfTheirOrganizationAndUntellsNothing(String outcome, String sql)
      throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @Tag("B25")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)"
            + " values ('$ours', '$bob', now(), now())",
        "42501|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)"
            + " values ('$ours', '$ada', now(), now())",
        "42501|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)"
            + " values ('$theirs', '$eve', now(), now())",
        "0|update auth.revocations set revoked_at = '-infinity'",
        "0|delete from auth.revocations"
      })
  void aMemberRevokesTheirOwnTokensAndTakesNothingBack(String outcome, String sql)
      throws SQLException {
    assertEquals(outcome, outcome(MEMBER, sql), sql);
  }

  @ParameterizedTest
  @Tag("B35")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|update auth.organizations set name = 'x'",
        "0|delete from auth.organizations",
        "42501|update auth.organizations set tenant_id = '$theirs'",
        "1|update auth.memberships set role = 'manager'",
        "0|update auth.memberships set role = 'user' where user_id = '$ada'",
        "42501|update auth.memberships set role = 'platform_admin'",
        "42501|update auth.memberships set tenant_id = '$theirs'",
        "42501|update auth.memberships set user_id = '$ada'",
        "0|delete from auth.memberships",
        "42501|insert into auth.memberships values ('$ours', '$eve', 'agent', now(), now())",
        "1|update auth.users set user_metadata = '{}'",
        "1|select from auth.passwords",
        "1|update auth.sessions set ended_at = now(), end_reason = 'signed_out'",
        "1|select from auth.factors"
      })
  void anAdminChangesTheirOrganizationAndTheRolesOfOthers(String outcome, String sql)
      throws SQLException {
    assertEquals(outcome, outcome(ADMIN, sql), sql);
  }

  @ParameterizedTest
  @Tag("B41")
  @CsvSource(
      delimiter = '|',
      value = {
        // Ada's own and Bob's; not Eve's.
        "2|select from auth.invitations",
        "2|delete from auth.invitations",
        "42501|update auth.invitations set tenant_id = '$theirs'",
        "23514|update auth.invitations set role = 'platform_admin'",
        "1|insert into auth.invitations (tenant_id, token_hash, email, role, invited_by,"
            + " created_at, expires_at)"
            + " values ('$ours', sha256('x'), 'x@example.com', 'admin', '$ada', now(), now())",
        "42501|insert into auth.invitations (tenant_id, token_hash, email, role, invited_by,"
            + " created_at, expires_at)"
            + " values ('$theirs', sha256('x'), 'x@example.com', 'admin', '$ada', now(), now())"
      })
  void anAdminInvitesToTheirOrganization(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(ADMIN, sql), sql);
  }

  /** What gives access to a provider is stored by the service alone, sealed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Ada's own and Bob's; not Eve's.
        "2|select from auth.integrations",
        "2|update auth.integrations set revoked_at = now()",
        "42501|update auth.integrations set sealed_credentials = '\\x01'",
        "42501|update auth.integrations set tenant_id = '$theirs', revoked_at = now()",
        "0|delete from auth.integrations",
        "42501|insert into auth.integrations (tenant_id, id, provider, kind, name, connected_by,"
            + " created_at, connected_at) values ('$ours', gen_random_uuid(), 'vapi', 'api_key',"
            + " 'x', '$ada', now(), now())",
        "0|select from auth.integration_flows"
      })
  void anAdminEndsIntegrationsOfTheirOrganizationAlone(String outcome, String sql)
      throws SQLException {
    assertEquals(outcome, outcome(ADMIN, sql), sql);
  }

  /** Tokens for other organizations are not an admin's to revoke, nor are people elsewhere. */
  @ParameterizedTest
  @Tag("B25")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at,"
            + " in_tenant_only) values ('$ours', '$bob', now(), now(), true)",
        "42501|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)"
            + " values ('$ours', '$eve', now(), now())",
        "42501|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at)"
            + " values ('$ours', '$bob', now(), now())",
        "42501|insert into auth.revocations (tenant_id, user_id, session_id, revoked_at,"
            + " expires_at) values ('$ours', '$eve', '$eve', now(), now())",
        "42501|insert into auth.revocations (tenant_id, user_id, revoked_at, expires_at,"
            + " in_tenant_only) values ('$theirs', '$eve', now(), now(), true)",
        "0|select from auth.revocations"
      })
  void anAdminRevokesTokensForTheirOrganizationAlone(String outcome, String sql)
      throws SQLException {
    assertEquals(outcome, outcome(ADMIN, sql), sql);
  }

  /** They administer accounts, and neither sign tokens nor read what was sent. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|select from auth.users",
        "3|select from auth.memberships",
        "0|select from auth.signing_keys",
        "0|select from auth.refresh_tokens",
        "0|select from auth.recovery_codes",
        "0|select from auth.totp_steps",
        "0|select from auth.revocations",
        "0|select from auth.outbox",
        "0|delete from auth.outbox",
        "1|insert into auth.outbox (id, tenant_id, event)"
            + " values (gen_random_uuid(), '$theirs', '{}')"
      })
  void theAdministrationOfAccountsReachesAccounts(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(new Identity(OURS, ADA, "user_administration"), sql), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " service",
        "service ",
        "SERVICE",
        "Service",
        "services",
        "service\u0001",
        "admin ",
        "'service'",
        "user_administration ",
        "postgres"
      })
  void aRoleThatIsNoneSeesNothingOfAnybody(String role) throws SQLException {
    Identity nobody = new Identity("", "", role);

    for (String table : new String[] {"users", "memberships", "organizations", "sessions"}) {
      assertEquals("0", outcome(nobody, "select from auth." + table), table);
    }
  }

  /** An identity that cannot be read is an error, and not nobody or everybody. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "*", "null", "01890a5d-0000-7000-8000-00000000000"})
  void anIdThatIsNoneIsRefused(String id) throws SQLException {
    assertEquals(
        "22P02", outcome(new Identity(id, ADA, "admin"), "select from auth.organizations"));
    assertEquals("22P02", outcome(new Identity(OURS, id, "admin"), "select from auth.sessions"));
  }

  /** A person who acts in one organization under the id of another is nobody's admin. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|update auth.users set user_metadata = '{}' where id <> '$eve'",
        "0|select from auth.passwords where user_id <> '$eve'",
        "0|select from auth.factors where user_id <> '$eve'",
        "0|update auth.sessions set method = 'x' where user_id <> '$eve'"
      })
  void theOrganizationAloneOpensNoAccount(String outcome, String sql) throws SQLException {
    assertEquals(outcome, outcome(new Identity(OURS, EVE, "admin"), sql), sql);
  }
}
