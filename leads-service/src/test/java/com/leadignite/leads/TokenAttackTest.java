package com.leadignite.leads;

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
    return "/leads/v1/leads";
  }

  @Override
  protected TestTokens caller() {
    return TestTokens.person().scopes("leads:read");
  }
}
