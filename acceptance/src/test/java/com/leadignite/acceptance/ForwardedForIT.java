package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client cannot say what its own address is. */
@Tag("B15")
class ForwardedForIT {

  private static final String[] CLAIMS = {
    "X-Forwarded-For",
    "X-Real-IP",
    "X-Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "X-Cluster-Client-IP"
  };

  @Test
  void claimingAnotherAddressWithEachRequestDoesNotEscapeTheLimitPerAddress() throws Exception {
    assumeTrue(LocalAddress.many(), "only Linux lets a test call from several loopback addresses");
    Client liar = Client.ofThePlatform();
    int refusedAt = 0;
    int most = Integer.parseInt(Platform.SIGN_INS) + 50;
    for (int i = 1; i <= most && refusedAt == 0; i++) {
      Client.Call call =
          liar.post(
              "/auth/v1/token?grant_type=password",
              Map.of("email", Person.newEmail(), "password", Person.newPassword()));
      for (String claim : CLAIMS) {
        call.header(claim, "203.0.113." + i);
      }
      call.header("Forwarded", "for=203.0.113." + i);
      refusedAt = call.send().status() == 429 ? i : 0;
    }
    assertThat(refusedAt).as("the request that the limit refused").isPositive();
    Answer other =
        Person.trySignIn(Client.ofThePlatform(), Person.newEmail(), Person.newPassword());
    assertThat(other.status()).as("somebody at another address").isEqualTo(400);
  }

  @Test
  void theAuditLogHoldsTheAddressOfTheConnectionAndNotTheClaimedOne() throws Exception {
    assumeTrue(LocalAddress.many(), "only Linux lets a test call from several loopback addresses");
    Client client = Client.ofThePlatform();
    Person person = Person.signUp(client);
    Client.Call lying =
        client.post(
            "/auth/v1/token?grant_type=password",
            Map.of("email", person.email(), "password", person.password()));
    for (String claim : CLAIMS) {
      lying.header(claim, "203.0.113.99");
    }
    lying.send().expect(200);

    AuditLog log = new AuditLog(client, person);
    Await.until(
        "the sign-in is in the audit log",
        Duration.ofSeconds(30),
        () -> !log.events("auth.login.succeeded").isEmpty());
    for (JsonNode event : log.events("auth.*")) {
      assertThat(event.at("/context/address").asText())
          .as(event.toString())
          .isEqualTo(client.address());
    }
  }
}
