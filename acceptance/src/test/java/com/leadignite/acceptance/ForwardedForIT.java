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

  /** Cheap, and limited per address. */
  private static final String LIMITED = "/auth/v1/settings";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

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
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean refused = false;
    for (int i = 1; !refused && System.nanoTime() < end; i++) {
      String claimed = "203.0." + i / 250 % 250 + "." + i % 250;
      Client.Call call = liar.get(LIMITED);
      for (String claim : CLAIMS) {
        call.header(claim, claimed);
      }
      call.header("Forwarded", "for=" + claimed);
      refused = call.send().status() == 429;
    }
    assertThat(refused).as("requests beyond the limit are refused").isTrue();
    assertThat(Client.ofThePlatform().get(LIMITED).send().status())
        .as("somebody at another address")
        .isEqualTo(200);
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
        PATIENCE,
        () -> !log.events("auth.login.succeeded").isEmpty());
    for (JsonNode event : log.events("auth.*")) {
      assertThat(event.at("/context/address").asText())
          .as(event.toString())
          .isEqualTo(client.address());
    }
  }
}
