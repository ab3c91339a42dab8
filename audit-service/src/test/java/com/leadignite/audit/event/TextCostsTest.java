package com.leadignite.audit.event;

import com.leadignite.testkit.cost.TextCosts;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class TextCostsTest extends TextCosts {

  @Override
  protected String authorization(String operation) {
    return operation.startsWith("POST")
        ? TestTokens.service("leads-service", "audit:write").bearer()
        : TestTokens.admin().scopes("audit:read").bearer();
  }

  @Override
  protected String inPath(String operation, String parameter) {
    return Samples.id().toString();
  }

  @Override
  protected String sample(String operation) {
    return "{\"events\": [" + Samples.leadUpdated(Samples.id()) + "]}";
  }
}
