package com.leadignite.auth.supabase;

import static com.leadignite.auth.testing.AuthApi.PASSWORD;
import static com.leadignite.auth.testing.AuthApi.newEmail;
import static com.leadignite.auth.testing.AuthApi.signUp;

import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  private static final Map<String, String> SAMPLES =
      Map.of(
          "POST /auth/v1/signup",
          "{\"email\": \"EMAIL\", \"password\": \"PASSWORD\", \"data\":"
              + " {\"name\": \"Ada\", \"organization_name\": \"Acme\"}}",
          "POST /auth/v1/token",
          "{\"email\": \"EMAIL\", \"password\": \"PASSWORD\"}",
          "PUT /auth/v1/user",
          "{\"data\": {\"name\": \"Ada\"}}",
          "POST /auth/v1/organization/invitations",
          "{\"email\": \"EMAIL\", \"role\": \"agent\"}",
          "POST /auth/v1/invitations/accept",
          "{\"token\": \"sqJ7-3hsuW\"}");

  private String token = "";

  @BeforeEach
  void signInAgain() {
    token = signUp(newEmail()).accessToken();
  }

  @Override
  protected String authorization(String operation) {
    return operation.matches("POST /auth/v1/(signup|token)") ? "" : "Bearer " + token;
  }

  @Override
  protected String inPath(String operation, String parameter) {
    return UUID.randomUUID().toString();
  }

  @Override
  protected String sample(String operation) {
    return SAMPLES
        .getOrDefault(operation, "{}")
        .replace("EMAIL", newEmail())
        .replace("PASSWORD", PASSWORD);
  }

  @Override
  protected String query(String operation) {
    return operation.equals("POST /auth/v1/token") ? "grant_type=password" : "";
  }

  @Override
  protected boolean mayRefuse(String operation) {
    return !operation.matches(
        "(POST /auth/v1/signup|PUT /auth/v1/user|GET /auth/v1/(user|settings|sessions))");
  }
}
