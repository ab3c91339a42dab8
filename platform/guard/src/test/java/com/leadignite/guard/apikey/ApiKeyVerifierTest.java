package com.leadignite.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.testing.MutableClock;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApiKeyVerifierTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final TestingApiKeys source = new TestingApiKeys();
  private int permits = 3;
  private final ApiKeyVerifier verifier =
      new ApiKeyVerifier(source, new TestingConfig(), network -> take(), clock);

  private Future<Permit> take() {
    boolean allowed = permits-- > 0;
    return Future.succeededFuture(
        new Permit(Limit.API_KEY_LOOK_UP, 3, 300, allowed, 0, Duration.ofSeconds(5)));
  }

  private record TestingConfig() implements ApiKeyConfig {

    @Override
    public ApiKeyEnvironment environment() {
      return ApiKeyEnvironment.TEST;
    }

    @Override
    public Optional<String> url() {
      return Optional.empty();
    }

    @Override
    public Duration cached() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration cachedWhileUnavailable() {
      return Duration.ofMinutes(5);
    }

    @Override
    public int remembered() {
      return 100;
    }
  }

  @Test
  void looksAKeyUpOnceWhileItIsCached() {
    String key = source.make(Role.USER, Set.of("leads:read")).key();

    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Caller.Person.class, good(key, "192.0.2.1").caller());
    }
    assertEquals(1, source.timesAsked(key));

    clock.turn(Duration.ofSeconds(30));
    good(key, "192.0.2.1");
    assertEquals(2, source.timesAsked(key));
  }

  @Test
  void reportsEachNewAddressOnceAndNotWithoutEnd() {
    String key = source.make(Role.USER, Set.of("leads:read")).key();

    for (int round = 0; round < 2; round++) {
      for (int i = 1; i <= 40; i++) {
        good(key, "192.0.2." + i);
      }
    }

    assertEquals(16, source.timesAsked(key));
  }

  @Test
  @Tag("B40")
  void chargesTheAddressForKeysThatItHasNotSeenAndNothingElse() {
    String known = source.make(Role.USER, Set.of("leads:read")).key();
    good(known, "192.0.2.1");
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(InvalidToken.class, failure(madeUp()));
    }

    // Used up: a made-up key is not looked up any more, a key in use is.
    String oneTooMany = madeUp();
    assertEquals(429, assertInstanceOf(Problem.class, failure(oneTooMany)).type().status());
    assertEquals(0, source.timesAsked(oneTooMany));
    clock.turn(Duration.ofMinutes(1));
    good(known, "192.0.2.1");
  }

  @Test
  @Tag("B40")
  void asksNothingAboutWhatWasNeverAKey() {
    String key = source.make(Role.USER, Set.of("leads:read")).key();
    String mistyped = key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");

    assertInstanceOf(InvalidToken.class, failure(mistyped));

    assertEquals(0, source.timesAsked(mistyped));
    assertEquals(3, permits);
  }

  @Test
  @Tag("B40")
  void looksAnInvalidKeyUpOnceWhileItIsCached() {
    String key = madeUp();

    for (int i = 0; i < 5; i++) {
      assertInstanceOf(InvalidToken.class, failure(key));
    }

    assertEquals(1, source.timesAsked(key));
    assertEquals(2, permits);
  }

  @Test
  @Tag("B25")
  void looksAKeyUpAgainIfSomethingWasRevoked() {
    TestingApiKeys.Made made = source.make(Role.ADMIN, Set.of("audit:read"));
    VerifiedToken before = good(made.key(), "192.0.2.1");
    source.revoke(made.key());

    assertInstanceOf(
        InvalidToken.class, verifier.renew(made.key(), from("192.0.2.1"), before).cause());
    assertInstanceOf(InvalidToken.class, failure(made.key()));
  }

  @Test
  void expiresInTheCacheToo() {
    TestingApiKeys.Made made = source.make(Role.USER, Set.of("leads:read"));
    ApiKeyGrant grant = made.grant();
    source.permit(
        made.key(),
        new ApiKeyGrant(
            grant.keyId(),
            grant.ownerId(),
            grant.tenantId(),
            grant.role(),
            grant.scopes(),
            grant.memberSince(),
            grant.email(),
            grant.addresses(),
            clock.instant().plusSeconds(10),
            grant.readAt()));
    good(made.key(), "192.0.2.1");
    source.failWith(new IllegalStateException("unavailable"));

    clock.turn(Duration.ofSeconds(10));

    assertEquals(503, assertInstanceOf(Problem.class, failure(made.key())).type().status());
  }

  @Test
  void usesTheLastAnswerForAWhileIfThereIsNoOther() {
    String key = source.make(Role.USER, Set.of("leads:read")).key();
    VerifiedToken token = good(key, "192.0.2.1");
    source.failWith(new IllegalStateException("unavailable"));

    clock.turn(Duration.ofMinutes(4));
    good(key, "192.0.2.1");
    // Not if it is outdated, though.
    assertInstanceOf(Problem.class, verifier.renew(key, from("192.0.2.1"), token).cause());

    clock.turn(Duration.ofMinutes(1));
    assertEquals(503, assertInstanceOf(Problem.class, failure(key)).type().status());
  }

  @Test
  void knowsFromWhereAKeyMayBeUsed() {
    String key = source.make(Role.USER, Set.of("leads:read"), "192.0.2.0/28", "2001:db8::1").key();
    VerifiedToken token = good(key, "192.0.2.1");

    assertTrue(token.mayComeFrom(from("192.0.2.15")));
    assertTrue(token.mayComeFrom(from("2001:db8::1")));
    assertEquals(false, token.mayComeFrom(from("192.0.2.16")));
    assertEquals(false, token.mayComeFrom(from("2001:db8::2")));
  }

  private static String madeUp() {
    return ApiKey.make(ApiKeyEnvironment.TEST, new SecureRandom());
  }

  private VerifiedToken good(String key, String address) {
    Future<VerifiedToken> verified = verifier.verify(key, from(address));
    assertTrue(verified.succeeded(), () -> String.valueOf(verified.cause()));
    return verified.result();
  }

  private Throwable failure(String key) {
    Future<VerifiedToken> verified = verifier.verify(key, from("192.0.2.1"));
    assertTrue(verified.failed());
    return verified.cause();
  }

  private static ClientAddress from(String address) {
    return ClientAddress.parse(address).orElseThrow();
  }
}
