package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.caller.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static final VerifiedToken TOKEN =
      new VerifiedToken(
          new Caller.Service("leads-service", Set.of(), "1", Instant.EPOCH),
          0,
          List.of(),
          "0",
          List.of(),
          null,
          null);

  @Test
  @Tag("B2")
  void doesNotRememberATokenThatWasBeingVerifiedWhenItsKeyWentAway() {
    VerifiedTokens verified = new VerifiedTokens(10);
    BoundedCache<VerifiedToken> duringVerification = verified.remembered();

    verified.forgetAll();
    duringVerification.put("token", TOKEN);

    assertNull(verified.remembered().get("token"));
  }

  @Test
  void remembersATokenUntilKeysChange() {
    VerifiedTokens verified = new VerifiedTokens(10);
    verified.remembered().put("token", TOKEN);
    assertSame(TOKEN, verified.remembered().get("token"));

    verified.forgetAll();

    assertNull(verified.remembered().get("token"));
  }
}
