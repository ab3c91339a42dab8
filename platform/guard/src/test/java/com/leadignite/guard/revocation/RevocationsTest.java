package com.leadignite.guard.revocation;

import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.RedisConnection;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B25")
class RevocationsTest {

  @Inject Revocations revocations;

  @Test
  void endsOneTokenAndNoOther() {
    Map<String, Object> ended = person();
    Map<String, Object> other = person();
    other.put("sub", ended.get("sub"));
    other.put("session_id", ended.get("session_id"));
    assertEquals(200, status(ended));

    done(revocations.revokeToken(sub(ended), (String) ended.get("jti")));

    assertEquals(401, status(ended));
    assertEquals(200, status(other));
  }

  @Test
  void endsEveryTokenOfASession() {
    Map<String, Object> ended = person();
    Map<String, Object> refreshed = person();
    refreshed.put("sub", ended.get("sub"));
    refreshed.put("session_id", ended.get("session_id"));
    Map<String, Object> otherSession = person();
    otherSession.put("sub", ended.get("sub"));
    Map<String, Object> alsoEnded = person();
    alsoEnded.put("sub", ended.get("sub"));

    done(revocations.revokeSessions(sub(ended), List.of(session(ended), session(alsoEnded))));

    assertEquals(401, status(ended));
    assertEquals(401, status(refreshed));
    assertEquals(401, status(alsoEnded));
    assertEquals(200, status(otherSession));
  }

  @Test
  void endsWhatWasIssuedUntilAMomentAndNothingLater() {
    Instant now = Instant.now();
    Map<String, Object> before = person();
    before.put("iat", seconds(now.minusMillis(500)));
    Map<String, Object> after = person();
    after.put("sub", before.get("sub"));
    after.put("iat", seconds(now.plusMillis(1)));
    assertEquals(200, status(before));

    done(revocations.revokeAllIssuedUntil(sub(before), now));

    assertEquals(401, status(before));
    assertEquals(200, status(after));
    assertEquals(200, status(person()));
  }

  @Test
  void comparesTheMillisecondsOfTokensWhoseRegisteredTimesAreWholeSeconds() {
    Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond()).plusMillis(500);
    Map<String, Object> before = issuedAt(now.minusMillis(1));
    Map<String, Object> at = sameCaller(before, now);
    Map<String, Object> after = sameCaller(before, now.plusMillis(1));
    assertEquals(200, status(before));

    done(revocations.revokeAllIssuedUntil(sub(before), now));

    assertEquals(401, status(before));
    assertEquals(401, status(at));
    assertEquals(200, status(after));
  }

  @Test
  void refusesATokenWhoseMillisecondsAreNotWithinItsSecond() {
    Instant now = Instant.now();
    for (Object odd :
        new Object[] {
          now.plusSeconds(1).toEpochMilli(),
          now.minusSeconds(1).toEpochMilli(),
          now.getEpochSecond(),
          now.toEpochMilli() + 0.5,
          String.valueOf(now.toEpochMilli())
        }) {
      Map<String, Object> claims = issuedAt(now);
      claims.put("iat_ms", odd);

      assertEquals(401, status(claims), String.valueOf(odd));
    }
  }

  @Test
  void endsWhatWasIssuedForOneOrganizationAndForNoOther() {
    Instant now = Instant.now();
    Map<String, Object> here = issuedAt(now.minusMillis(500));
    Map<String, Object> later = issuedAt(now.plusMillis(1));
    later.put("sub", here.get("sub"));
    later.put("tenant_id", here.get("tenant_id"));
    Map<String, Object> elsewhere = new HashMap<>(here);
    elsewhere.put("tenant_id", UUID.randomUUID().toString());

    done(revocations.revokeIssuedUntil(sub(here), tenant(here), now));

    assertEquals(401, status(here));
    assertEquals(200, status(later));
    assertEquals(200, status(elsewhere));
  }

  /** A change of an API key may arrive after the key was revoked. */
  @Test
  void bringsNothingBackThatIsRevoked() {
    Map<String, Object> claims = person();
    UUID session = UUID.fromString((String) claims.get("session_id"));

    done(revocations.revokeSessions(sub(claims), List.of(session(claims))));
    done(revocations.renewApiKey(sub(claims), session, Instant.now().minusSeconds(60)));

    assertEquals(401, status(claims));
  }

  @Test
  void keepsTheLaterOfTwoMoments() {
    Instant now = Instant.now();
    Map<String, Object> claims = person();
    claims.put("iat", seconds(now.minusSeconds(5)));

    done(revocations.revokeAllIssuedUntil(sub(claims), now));
    done(revocations.revokeAllIssuedUntil(sub(claims), now.minusSeconds(60)));

    assertEquals(401, status(claims));
  }

  @Test
  void remembersForAsLongAsATokenCanLive() throws IOException {
    Map<String, Object> claims = person();
    String key = "rev:{" + sub(claims) + "}:t:" + claims.get("jti");

    done(revocations.revokeToken(sub(claims), (String) claims.get("jti")));

    try (RedisConnection redis = RedisConnection.open(Servers.redis())) {
      long left = (Long) redis.send("PTTL", key);
      assertTrue(left > Duration.ofMinutes(30).toMillis(), () -> "forgotten after " + left);
      assertTrue(left <= Duration.ofMinutes(31).toMillis(), () -> "kept for " + left);
    }
  }

  /** The claims of a token of ours: whole seconds, and the milliseconds in addition. */
  private static Map<String, Object> issuedAt(Instant moment) {
    Map<String, Object> claims = person();
    claims.put("iat", moment.getEpochSecond());
    claims.put("iat_ms", moment.toEpochMilli());
    return claims;
  }

  private static Map<String, Object> sameCaller(Map<String, Object> claims, Instant moment) {
    Map<String, Object> other = issuedAt(moment);
    other.put("sub", claims.get("sub"));
    return other;
  }

  /** As the version before said it, whose tokens are good until they expire. */
  private static double seconds(Instant moment) {
    return moment.toEpochMilli() / 1000.0;
  }

  private static void done(Uni<Void> revocation) {
    revocation.await().atMost(Duration.ofMinutes(1));
  }

  private static SessionId session(Map<String, Object> claims) {
    return new SessionId(UUID.fromString((String) claims.get("session_id")));
  }

  private static TenantId tenant(Map<String, Object> claims) {
    return new TenantId(UUID.fromString((String) claims.get("tenant_id")));
  }

  private static String sub(Map<String, Object> claims) {
    return (String) claims.get("sub");
  }

  private static int status(Map<String, Object> claims) {
    return given()
        .header("Authorization", "Bearer " + sign(claims))
        .get("/probe/read")
        .statusCode();
  }
}
