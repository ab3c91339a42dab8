package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.ClientAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of tokens that were verified before: neither keys nor their issuer are asked. */
class TokenVerifierTest {

  private static final long END = 1_000;
  private static final ClientAddress FROM = ClientAddress.parse("192.0.2.1").orElseThrow();

  private final VerifiedTokens verified = new VerifiedTokens(10);
  private final VerifiedToken token =
      new VerifiedToken(
          new Caller.Service("leads-service", Set.of(), "1", Instant.EPOCH),
          END,
          List.of(),
          "0",
          List.of(),
          null,
          null);

  @Test
  void believesARememberedTokenUntilItEnds() {
    verified.remembered().put("token", token);

    assertSame(token, at(END - 1).verify("token", FROM).result());
    assertInstanceOf(InvalidToken.class, at(END).verify("token", FROM).cause());
  }

  private TokenVerifier at(long millis) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return new TokenVerifier(null, verified, null, null, clock, null);
  }
}
