package com.leadignite.leads;

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
    return TestTokens.person().scopes("leads:read leads:write");
  }

  @Override
  protected String path() {
    return "/leads/v1/leads";
  }

  @Override
  protected String body() {
    return "{\"last_name\": \"Lee\"}";
  }

  @Override
  protected String table() {
    return "leads.lead";
  }
}
