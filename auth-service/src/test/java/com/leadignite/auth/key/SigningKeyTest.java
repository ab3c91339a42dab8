package com.leadignite.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.key.SigningKey.Active;
import com.leadignite.auth.key.SigningKey.Next;
import com.leadignite.auth.key.SigningKey.Retired;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class SigningKeyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Inject NewKeys newKeys;

  @Test
  void isPublishedBeforeItSignsAndForAsLongAsItsTokensLive() {
    Next next = newKeys.make(NOW);

    Active active = next.activate(NOW.plusSeconds(600));
    Retired retired = active.retire(NOW.plusSeconds(7200), Duration.ofMinutes(15));

    assertEquals(NOW, retired.publishedAt());
    assertEquals(NOW.plusSeconds(600), retired.activatedAt());
    assertEquals(NOW.plusSeconds(7200), retired.retiredAt());
    assertEquals(NOW.plusSeconds(7200 + 900), retired.verifiableUntil());
    assertSame(next.pair(), retired.pair());
    assertEquals(next.kid(), retired.kid());
  }

  @Test
  void isMadeForEs256WithAnIdOfItsOwn() {
    Next first = newKeys.make(NOW);
    Next second = newKeys.make(NOW);

    assertEquals("ES256", first.pair().getAlgorithm());
    assertEquals("sig", first.pair().getUse());
    assertEquals("P-256", first.pair().getCurveName());
    assertNotEquals(first.kid(), second.kid());
    assertNotEquals(first.pair().getPublicKey(), second.pair().getPublicKey());
  }

  @Test
  void isPublishedWithoutItsPrivateHalf() {
    String published = newKeys.make(NOW).pair().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);

    assertTrue(published.contains("\"kid\""), published);
    assertTrue(!published.contains("\"d\""), published);
  }

  @Test
  void aRingNamesTheKeyThatSignsAndTheOneThatSignsNext() {
    Active active = newKeys.make(NOW).activate(NOW);
    Next next = newKeys.make(NOW);
    Retired retired = newKeys.make(NOW).activate(NOW).retire(NOW, Duration.ofMinutes(15));

    KeyRing ring = new KeyRing(List.of(retired, next, active));

    assertSame(active, ring.active());
    assertSame(next, ring.next());
  }

  @Test
  void aRingWithoutAKeyThatSignsSignsNothing() {
    KeyRing ring = new KeyRing(List.of(newKeys.make(NOW)));

    assertThrows(IllegalStateException.class, ring::active);
    assertTrue(new KeyRing(List.of()).isEmpty());
  }
}
