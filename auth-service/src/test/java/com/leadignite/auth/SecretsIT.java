package com.leadignite.auth;

import static com.leadignite.auth.testing.AuthApi.newEmail;

import com.leadignite.testkit.attack.SecretLeakChecks;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusIntegrationTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
final class SecretsIT extends SecretLeakChecks {

  @Override
  protected TestTokens caller() {
    return TestTokens.person();
  }

  @Override
  protected String path() {
    return "/auth/v1/signup";
  }

  @Override
  protected String body() {
    return "{\"email\": \"" + newEmail() + "\", \"password\": \"" + PASSWORD + "\"}";
  }

  @Override
  protected String table() {
    return "auth.users";
  }
}
