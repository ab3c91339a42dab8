package com.leadignite.audit;

import com.leadignite.testkit.attack.TokenAttacks;
import com.leadignite.testkit.server.PlatformServers;
import com.leadignite.testkit.token.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class TokenAttackTest extends TokenAttacks {

  @Override
  protected String path() {
    return "/audit/v1/events";
  }

  @Override
  protected TestTokens caller() {
    return TestTokens.admin().scopes("audit:read");
  }
}
