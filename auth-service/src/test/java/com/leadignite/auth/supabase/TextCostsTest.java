package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;

import com.leadignite.auth.testing.AdminApi;
import com.leadignite.auth.testing.AuthApi.Session;
import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private static final long LONG_AGO = Duration.ofMinutes(1).toNanos();

  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry(
              "POST /auth/v1/signup",
              "{\"email\": \"EMAIL\", \"password\": \"PASSWORD\", \"data\":"
                  + " {\"name\": \"Ada\", \"organization_name\": \"Acme\"}}"),
          Map.entry("POST /auth/v1/token", "{\"email\": \"EMAIL\", \"password\": \"PASSWORD\"}"),
          Map.entry("PUT /auth/v1/user", "{\"data\": {\"name\": \"Ada\"}}"),
          Map.entry(
              "POST /auth/v1/organization/invitations",
              "{\"email\": \"EMAIL\", \"role\": \"agent\"}"),
          Map.entry("PATCH /auth/v1/organization/members/{user_id}", "{\"role\": \"agent\"}"),
          Map.entry("PATCH /auth/v1/organization", "{\"mfa_required\": false}"),
          Map.entry(
              "POST /auth/v1/organization/transfer", "{\"user_id\": \"ID\", \"role\": \"user\"}"),
          Map.entry(
              "PUT /auth/v1/admin/organizations/{id}/suspension", "{\"reason\": \"does not pay\"}"),
          Map.entry(
              "PATCH /auth/v1/admin/organizations/{id}/members/{user_id}", "{\"role\": \"agent\"}"),
          Map.entry("POST /auth/v1/invitations/accept", "{\"token\": \"sqJ7-3hsuW\"}"),
          Map.entry(
              "POST /auth/v1/api-keys", "{\"name\": \"exporter\", \"scopes\": [\"leads:read\"]}"),
          Map.entry(
              "POST /auth/v1/api-keys/introspect",
              "{\"sha256\": \"" + "0".repeat(64) + "\", \"address\": \"192.0.2.1\"}"),
          Map.entry(
              "POST /auth/v1/identities/resolve", "{\"provider\": \"acme\", \"subject\": \"s-1\"}"),
          Map.entry(
              "POST /auth/v1/integrations", "{\"provider\": \"vapi\", \"api_key\": \"12345678\"}"),
          Map.entry("POST /auth/v1/integrations/connect", "{\"provider\": \"acme\"}"),
          Map.entry(
              "POST /auth/v1/integrations/{id}/access-token",
              "{\"tenant_id\": \"01900000-0000-7000-8000-000000000001\"}"),
          Map.entry(
              "POST /auth/v1/oauth/clients",
              "{\"name\": \"Dialer\", \"scopes\": [\"leads:read\"],"
                  + " \"redirect_uris\": [\"https://partner.example/callback\"]}"),
          Map.entry("PATCH /auth/v1/oauth/clients/{id}", "{\"name\": \"Dialer\"}"),
          Map.entry(
              "POST /auth/v1/oauth/authorizations/{handle}/consent", "{\"action\": \"deny\"}"),
          Map.entry("POST /auth/v1/oauth/consent/{handle}", "{\"action\": \"deny\"}"),
          Map.entry("POST /auth/v1/oauth/token", "{\"grant_type\": \"client_credentials\"}"),
          Map.entry("POST /auth/v1/oauth/introspect", "{\"token\": \"sqJ7-3hsuW\"}"),
          Map.entry("POST /auth/v1/oauth/revoke", "{\"token\": \"sqJ7-3hsuW\"}"),
          Map.entry("POST /auth/v1/otp", "{\"email\": \"EMAIL\"}"),
          Map.entry("POST /auth/v1/recover", "{\"email\": \"EMAIL\"}"),
          Map.entry("POST /auth/v1/resend", "{\"email\": \"EMAIL\", \"type\": \"signup\"}"),
          Map.entry(
              "POST /auth/v1/verify",
              "{\"email\": \"EMAIL\", \"type\": \"email\", \"token\": \"123456\"}"),
          Map.entry(
              "POST /auth/v1/verify/link", "{\"token\": \"sqJ7-3hsuW\", \"type\": \"signup\"}"),
          Map.entry("POST /auth/v1/factors", "{\"factor_type\": \"totp\"}"),
          Map.entry(
              "POST /auth/v1/factors/{id}/verify",
              "{\"challenge_id\": \"ID\", \"code\": \"123456\"}"),
          Map.entry("POST /auth/v1/factors/recovery-codes/verify", "{\"code\": \"sqJ7-3hsuW\"}"),
          Map.entry("PATCH /auth/v1/passkeys/{id}", "{\"friendly_name\": \"phone\"}"),
          Map.entry("POST /auth/v1/invite", "{\"email\": \"EMAIL\"}"),
          Map.entry(
              "POST /auth/v1/admin/generate_link",
              "{\"type\": \"magiclink\", \"email\": \"EMAIL\"}"),
          Map.entry(
              "POST /auth/v1/admin/users", "{\"email\": \"EMAIL\", \"password\": \"PASSWORD\"}"));

  /** What there is none of, or what is wrong: the operation itself says so. */
  private static final Map<String, Set<Integer>> REFUSALS =
      Map.ofEntries(
          Map.entry("POST /auth/v1/token", Set.of(400)),
          Map.entry("GET /auth/v1/authorize", Set.of(400)),
          Map.entry("GET /auth/v1/callback", Set.of(400)),
          Map.entry("GET /auth/v1/user/identities/authorize", Set.of(404)),
          Map.entry("POST /auth/v1/verify", Set.of(403)),
          Map.entry("POST /auth/v1/factors/recovery-codes", Set.of(403)),
          Map.entry("POST /auth/v1/factors/recovery-codes/verify", Set.of(422)),
          Map.entry("POST /auth/v1/invitations/accept", Set.of(404)),
          Map.entry("POST /auth/v1/organization/transfer", Set.of(404)),
          Map.entry("PATCH /auth/v1/admin/organizations/{id}/members/{user_id}", Set.of(404)),
          Map.entry("PUT /auth/v1/admin/organizations/{id}/suspension", Set.of(200)),
          Map.entry("DELETE /auth/v1/admin/organizations/{id}/suspension", Set.of(200)),
          Map.entry("POST /auth/v1/passkeys/authentication/verify", Set.of(400)),
          Map.entry("POST /auth/v1/passkeys/registration/verify", Set.of(400, 422)),
          Map.entry("PATCH /auth/v1/passkeys/{id}", Set.of(400, 404)),
          Map.entry("GET /auth/v1/api-keys/{id}", Set.of(404)),
          Map.entry("POST /auth/v1/integrations", Set.of(422)),
          Map.entry("POST /auth/v1/integrations/connect", Set.of(400)),
          Map.entry("GET /auth/v1/integrations/callback", Set.of(400)),
          Map.entry("GET /auth/v1/integrations/callback/{provider}", Set.of(400)),
          Map.entry("GET /auth/v1/integrations/{id}", Set.of(404)),
          Map.entry("DELETE /auth/v1/integrations/{id}", Set.of(404)),
          Map.entry("POST /auth/v1/integrations/{id}/access-token", Set.of(404)),
          Map.entry("GET /auth/v1/oauth/clients/{id}", Set.of(404)),
          Map.entry("GET /auth/v1/oauth/authorize", Set.of(400)),
          Map.entry("GET /auth/v1/oauth/authorizations/{handle}", Set.of(404)),
          Map.entry("GET /auth/v1/oauth/consent", Set.of(400, 404)),
          Map.entry("GET /auth/v1/oauth/consent/{handle}", Set.of(303, 404)),
          Map.entry("POST /auth/v1/oauth/consent/{handle}", Set.of(303, 404)),
          Map.entry("DELETE /auth/v1/user/oauth/grants", Set.of(404)),
          Map.entry("POST /auth/v1/oauth/token", Set.of(401)),
          Map.entry("POST /auth/v1/oauth/par", Set.of(401)),
          Map.entry("POST /auth/v1/oauth/introspect", Set.of(401)),
          Map.entry("POST /auth/v1/oauth/revoke", Set.of(401)));

  private Session person;
  private Session administered;
  private long signedUpAt;

  @BeforeEach
  void signUpSomebodyToAdminister() {
    administered = signUp(newEmail());
  }

  @BeforeEach
  void signUpAnew() {
    person = signUp(newEmail());
    signedUpAt = System.nanoTime();
  }

  @Override
  protected String authorization(String operation) {
    if (operation.matches(".* /auth/v1/(signup|token|otp|recover|resend|verify|verify/link)")
        || operation.matches(
            ".* /auth/v1/oauth/(authorize|consent.*|token|par|introspect|revoke)")) {
      return "";
    }
    if (operation.matches(".* /auth/v1/(invite|admin/.*)")) {
      return AdminApi.platformAdmin().bearer();
    }
    if (operation.equals("GET /auth/v1/organizations/{id}/members/{user_id}")) {
      return TestTokens.service("asking-service", "members:read").bearer();
    }
    if (operation.equals("POST /auth/v1/api-keys/introspect")) {
      return TestTokens.service("asking-service", "api-keys:introspect").bearer();
    }
    if (operation.equals("POST /auth/v1/integrations/{id}/access-token")) {
      return TestTokens.service("asking-service", "integrations:token").bearer();
    }
    if (operation.startsWith("GET /auth/v1/integrations/callback")) {
      return "";
    }
    if (operation.equals("POST /auth/v1/identities/resolve")) {
      return TestTokens.service("asking-service", "identities:resolve").bearer();
    }
    if (operation.matches(
        "(POST|PATCH) /auth/v1/api-keys.*|GET .*/organization/api-keys|.*/oauth/clients.*")) {
      return TestTokens.admin()
          .user(UUID.fromString(person.userId()))
          .tenant(UUID.fromString((String) person.claim("tenant_id")))
          .session(UUID.fromString((String) person.claim("session_id")))
          .scopes("leads:read")
          .bearer();
    }
    if (operation.matches(
        "PATCH /auth/v1/organization|POST /auth/v1/organization/transfer"
            + "|.* /auth/v1/integrations.*")) {
      return TestTokens.admin()
          .user(UUID.fromString(person.userId()))
          .tenant(UUID.fromString((String) person.claim("tenant_id")))
          .session(UUID.fromString((String) person.claim("session_id")))
          .scopes("organization:write")
          .bearer();
    }
    // One's own session ends, and some of the rest is for those who have just signed in.
    if (operation.endsWith("/logout") || System.nanoTime() - signedUpAt > LONG_AGO) {
      signUpAnew();
    }
    return "Bearer " + person.accessToken();
  }

  @Override
  protected String inPath(String operation, String parameter) {
    if (operation.contains("/admin/organizations/") && parameter.equals("id")) {
      return (String) administered.claim("tenant_id");
    }
    return operation.matches("(GET|PUT) .*/admin/.*")
        ? administered.userId()
        : UUID.randomUUID().toString();
  }

  @Override
  protected String sample(String operation) {
    return SAMPLES
        .getOrDefault(operation, "{}")
        .replace("EMAIL", newEmail())
        .replace("PASSWORD", PASSWORD)
        .replace("ID", UUID.randomUUID().toString());
  }

  @Override
  protected String query(String operation) {
    return switch (operation) {
      case "POST /auth/v1/token" -> "grant_type=password";
      case "GET /auth/v1/verify" -> "type=signup&token=sqJ7-3hsuW";
      default -> "";
    };
  }

  @Override
  protected Set<Integer> refusals(String operation) {
    boolean named = operation.contains("{") && !operation.startsWith("GET");
    return REFUSALS.getOrDefault(operation, named ? Set.of(404) : Set.of());
  }
}
