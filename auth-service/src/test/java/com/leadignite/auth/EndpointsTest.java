package com.leadignite.auth;

import static com.leadignite.guard.access.Audience.ADMIN;
import static com.leadignite.guard.access.Audience.PUBLIC;
import static com.leadignite.guard.access.Audience.SIGNED_IN;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.access.Audience;
import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.access.ServiceCodeRule;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the classes of this service may be and use. */
final class EndpointsTest {

  private static final String SERVICE = "com.leadignite.auth";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(SERVICE);

  /** What {@code GET /auth/v1/roles} lists of the roles holds here, but for these. */
  @Test
  @Tag("B35")
  void theRoutesAreForTheRolesThatHaveTheirScopes() {
    assertEquals(
        Set.of("POST /auth/v1/organization/transfer"),
        GuardedEndpointsRule.forFewerRolesThanHaveTheScopes(SERVICE));
  }

  @Test
  @Tag("B7")
  void theRoutesAreTheseAndEachIsGuarded() {
    GuardedEndpointsRule.everyEndpointDeclaresAccess(SERVICE);

    assertEquals(
        Map.ofEntries(
            Map.entry("GET /auth/v1/.well-known/jwks.json", PUBLIC),
            Map.entry("GET /auth/v1/.well-known/openid-configuration", PUBLIC),
            Map.entry("GET /auth/v1/health", PUBLIC),
            Map.entry("GET /auth/v1/browser/csrf-token", PUBLIC),
            Map.entry("POST /auth/v1/browser/logout", PUBLIC),
            Map.entry("POST /auth/v1/browser/refresh", PUBLIC),
            Map.entry("GET /auth/v1/captcha", PUBLIC),
            Map.entry("GET /auth/v1/settings", PUBLIC),
            Map.entry("POST /auth/v1/signup", PUBLIC),
            Map.entry("POST /auth/v1/sso", PUBLIC),
            Map.entry("POST /auth/v1/token", PUBLIC),
            Map.entry("POST /auth/v1/otp", PUBLIC),
            Map.entry("POST /auth/v1/recover", PUBLIC),
            Map.entry("POST /auth/v1/resend", PUBLIC),
            Map.entry("POST /auth/v1/verify", PUBLIC),
            Map.entry("GET /auth/v1/verify", PUBLIC),
            Map.entry("POST /auth/v1/verify/link", PUBLIC),
            Map.entry("GET /auth/v1/authorize", PUBLIC),
            Map.entry("GET /auth/v1/callback", PUBLIC),
            Map.entry("POST /auth/v1/callback", PUBLIC),
            Map.entry("POST /auth/v1/logout", SIGNED_IN),
            Map.entry("GET /auth/v1/reauthenticate", SIGNED_IN),
            Map.entry("GET /auth/v1/user", SIGNED_IN),
            Map.entry("PUT /auth/v1/user", SIGNED_IN),
            Map.entry("GET /auth/v1/user/identities/authorize", SIGNED_IN),
            Map.entry("DELETE /auth/v1/user/identities/{id}", SIGNED_IN),
            Map.entry("GET /auth/v1/api-keys", SIGNED_IN),
            Map.entry("POST /auth/v1/api-keys", SIGNED_IN),
            Map.entry("GET /auth/v1/api-keys/{id}", SIGNED_IN),
            Map.entry("PATCH /auth/v1/api-keys/{id}", SIGNED_IN),
            Map.entry("DELETE /auth/v1/api-keys/{id}", SIGNED_IN),
            Map.entry("POST /auth/v1/api-keys/{id}/rotate", SIGNED_IN),
            Map.entry("GET /auth/v1/organization/api-keys", ADMIN),
            Map.entry("POST /auth/v1/api-keys/introspect", Audience.SERVICE),
            Map.entry("POST /auth/v1/identities/resolve", Audience.SERVICE),
            Map.entry("GET /auth/v1/oauth/clients", ADMIN),
            Map.entry("POST /auth/v1/oauth/clients", ADMIN),
            Map.entry("GET /auth/v1/oauth/clients/{id}", ADMIN),
            Map.entry("PATCH /auth/v1/oauth/clients/{id}", ADMIN),
            Map.entry("DELETE /auth/v1/oauth/clients/{id}", ADMIN),
            Map.entry("POST /auth/v1/oauth/clients/{id}/rotate", ADMIN),
            Map.entry("POST /auth/v1/oauth/token", PUBLIC),
            Map.entry("POST /auth/v1/oauth/par", PUBLIC),
            Map.entry("POST /auth/v1/oauth/introspect", PUBLIC),
            Map.entry("POST /auth/v1/oauth/revoke", PUBLIC),
            Map.entry("GET /auth/v1/.well-known/oauth-authorization-server", PUBLIC),
            Map.entry("GET /.well-known/oauth-authorization-server/auth/v1", PUBLIC),
            Map.entry("GET /auth/v1/oauth/authorize", PUBLIC),
            Map.entry("GET /auth/v1/oauth/consent", PUBLIC),
            Map.entry("GET /auth/v1/oauth/consent/{handle}", PUBLIC),
            Map.entry("POST /auth/v1/oauth/consent/{handle}", PUBLIC),
            Map.entry("GET /auth/v1/oauth/authorizations/{handle}", SIGNED_IN),
            Map.entry("POST /auth/v1/oauth/authorizations/{handle}/consent", SIGNED_IN),
            Map.entry("GET /auth/v1/user/oauth/grants", SIGNED_IN),
            Map.entry("DELETE /auth/v1/user/oauth/grants", SIGNED_IN),
            Map.entry("POST /auth/v1/factors", SIGNED_IN),
            Map.entry("DELETE /auth/v1/factors/{id}", SIGNED_IN),
            Map.entry("POST /auth/v1/factors/{id}/challenge", SIGNED_IN),
            Map.entry("POST /auth/v1/factors/{id}/verify", SIGNED_IN),
            Map.entry("GET /auth/v1/factors/recovery-codes", SIGNED_IN),
            Map.entry("POST /auth/v1/factors/recovery-codes", SIGNED_IN),
            Map.entry("DELETE /auth/v1/factors/recovery-codes", SIGNED_IN),
            Map.entry("POST /auth/v1/factors/recovery-codes/regenerate", SIGNED_IN),
            Map.entry("POST /auth/v1/factors/recovery-codes/verify", SIGNED_IN),
            Map.entry("GET /auth/v1/sessions", SIGNED_IN),
            Map.entry("DELETE /auth/v1/sessions", SIGNED_IN),
            Map.entry("DELETE /auth/v1/sessions/{id}", SIGNED_IN),
            Map.entry("POST /auth/v1/passkeys/authentication/options", PUBLIC),
            Map.entry("POST /auth/v1/passkeys/authentication/verify", PUBLIC),
            Map.entry("POST /auth/v1/passkeys/registration/options", SIGNED_IN),
            Map.entry("POST /auth/v1/passkeys/registration/verify", SIGNED_IN),
            Map.entry("GET /auth/v1/passkeys", SIGNED_IN),
            Map.entry("PATCH /auth/v1/passkeys/{id}", SIGNED_IN),
            Map.entry("DELETE /auth/v1/passkeys/{id}", SIGNED_IN),
            Map.entry("GET /auth/v1/organization", SIGNED_IN),
            Map.entry("PATCH /auth/v1/organization", SIGNED_IN),
            Map.entry("POST /auth/v1/organization/transfer", SIGNED_IN),
            Map.entry("GET /auth/v1/admin/organizations/{id}", ADMIN),
            Map.entry("PATCH /auth/v1/admin/organizations/{id}/members/{user_id}", ADMIN),
            Map.entry("PUT /auth/v1/admin/organizations/{id}/suspension", ADMIN),
            Map.entry("DELETE /auth/v1/admin/organizations/{id}/suspension", ADMIN),
            Map.entry("GET /auth/v1/roles", SIGNED_IN),
            Map.entry("GET /auth/v1/organization/members", SIGNED_IN),
            Map.entry("PATCH /auth/v1/organization/members/{user_id}", SIGNED_IN),
            Map.entry("POST /auth/v1/organization/invitations", SIGNED_IN),
            Map.entry("POST /auth/v1/organization/invitations/{id}/resend", SIGNED_IN),
            Map.entry("GET /auth/v1/organization/invitations", SIGNED_IN),
            Map.entry("DELETE /auth/v1/organization/invitations/{id}", SIGNED_IN),
            Map.entry("POST /auth/v1/invitations/accept", SIGNED_IN),
            Map.entry("GET /auth/v1/organizations", SIGNED_IN),
            Map.entry("POST /auth/v1/organizations/{id}/switch", SIGNED_IN),
            Map.entry("POST /auth/v1/organizations/{id}/leave", SIGNED_IN),
            Map.entry("DELETE /auth/v1/organization/members/{user_id}", SIGNED_IN),
            Map.entry("GET /auth/v1/organizations/{id}/members/{user_id}", Audience.SERVICE),
            Map.entry("GET /auth/v1/integrations", ADMIN),
            Map.entry("POST /auth/v1/integrations", ADMIN),
            Map.entry("GET /auth/v1/integrations/providers", ADMIN),
            Map.entry("POST /auth/v1/integrations/connect", ADMIN),
            Map.entry("GET /auth/v1/integrations/callback", PUBLIC),
            Map.entry("GET /auth/v1/integrations/callback/{provider}", PUBLIC),
            Map.entry("GET /auth/v1/integrations/{id}", ADMIN),
            Map.entry("DELETE /auth/v1/integrations/{id}", ADMIN),
            Map.entry("POST /auth/v1/integrations/{id}/access-token", Audience.SERVICE),
            Map.entry("GET /auth/v1/admin/keys", ADMIN),
            Map.entry("POST /auth/v1/admin/keys/rotate", ADMIN),
            Map.entry("POST /auth/v1/admin/keys/replace", ADMIN),
            Map.entry("POST /auth/v1/admin/generate_link", ADMIN),
            Map.entry("GET /auth/v1/admin/users", ADMIN),
            Map.entry("POST /auth/v1/invite", ADMIN),
            Map.entry("POST /auth/v1/admin/users", ADMIN),
            Map.entry("GET /auth/v1/admin/users/{id}", ADMIN),
            Map.entry("PUT /auth/v1/admin/users/{id}", ADMIN),
            Map.entry("DELETE /auth/v1/admin/users/{id}", ADMIN),
            Map.entry("GET /auth/v1/admin/users/{id}/passkeys", ADMIN),
            Map.entry("DELETE /auth/v1/admin/users/{id}/passkeys/{passkey_id}", ADMIN),
            Map.entry("GET /auth/v1/admin/users/{id}/factors", ADMIN),
            Map.entry("DELETE /auth/v1/admin/users/{id}/factors/{factor_id}", ADMIN)),
        GuardedEndpointsRule.routes(SERVICE));
  }

  @Test
  void passwordsAreHashedByTheWorkersOfTheirPackageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("com.leadignite.auth.password")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("PasswordHasher")
        .check(CLASSES);
  }

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    slices().matching(SERVICE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCodeKeepsItsPlaces() {
    ServiceCodeRule.holds("auth");
  }
}
