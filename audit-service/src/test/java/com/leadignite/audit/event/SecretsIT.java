package com.leadignite.audit.event;

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
    return TestTokens.service("leads-service", "audit:write");
  }

  @Override
  protected String path() {
    return "/audit/v1/events";
  }

  @Override
  protected String body() {
    return "{\"events\": [" + Samples.leadUpdated(Samples.id()) + "]}";
  }

  @Override
  protected String table() {
    return "audit.event";
  }
}
