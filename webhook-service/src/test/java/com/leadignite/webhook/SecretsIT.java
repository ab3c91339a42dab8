package com.leadignite.webhook;

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
    return TestTokens.admin().scopes("webhooks:read webhooks:write");
  }

  @Override
  protected String path() {
    return "/webhooks/v1/sources";
  }

  @Override
  protected String body() {
    return "{\"name\": \"Dialer\", \"kind\": \"generic_hmac\"}";
  }

  @Override
  protected String table() {
    return "webhooks.source";
  }
}
