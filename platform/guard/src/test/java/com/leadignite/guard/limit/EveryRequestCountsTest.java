package com.leadignite.guard.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No kind of request is free, whichever layer answers it. */
@QuarkusTest
@WithTestResource(Servers.class)
@TestProfile(EveryRequestCountsTest.FewFromOneAddress.class)
class EveryRequestCountsTest {

  private static final int PERMITS = 2;

  @TestHTTPResource URI base;

  @ParameterizedTest
  @Tag("B40")
  @CsvSource({
    "127.0.0.11,200,GET /edge/v1/request HTTP/1.1|Host: a",
    "127.0.0.12,404,GET /nothing HTTP/1.1|Host: a",
    "127.0.0.13,204,OPTIONS /edge/v1/things HTTP/1.1|Host: a",
    "127.0.0.14,204,OPTIONS / HTTP/1.1|Host: a|Origin: https://app.example|Access-Control-Request-Method: POST",
    "127.0.0.15,400,GET /edge/v1/things;a=b HTTP/1.1|Host: a",
    "127.0.0.16,400,GET * HTTP/1.1|Host: a",
    "127.0.0.17,400,GET /edge/v1/request HTTP/1.1|Host: a|Host: b",
    "127.0.0.18,400,GET /edge/v1/request HTTP/1.1|Host : a",
    "127.0.0.19,415,POST /edge/v1/things HTTP/1.1|Host: a|Content-Length: 2"
  })
  void isLimitedPerAddress(String address, int status, String head) {
    Wire wire = Wire.to(base.getPort()).from(address);
    String request = head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n{}";

    int[] statuses = IntStream.range(0, 2 * PERMITS).map(i -> wire.raw(request).status()).toArray();

    assertEquals(PERMITS, IntStream.of(statuses).filter(s -> s == status).count());
    assertEquals(PERMITS, IntStream.of(statuses).filter(s -> s == 429).count());
  }

  /** Netty reads nothing behind such a head: a proxy must not keep the connection for others. */
  @Test
  @Tag("B46")
  void closesTheConnectionAfterAnUnreadableHeadWhateverAnswersIt() {
    Wire wire = Wire.to(base.getPort()).from("127.0.0.20");
    String request = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(30_000) + "\r\n\r\n";
    for (int i = 0; i < PERMITS; i++) {
      assertEquals(431, wire.raw(request).status());
    }

    Wire.Answer limited = wire.raw(request);

    assertEquals(429, limited.status());
    assertEquals("close", limited.header("connection"));
  }

  /** Within a window that is longer than any machine takes for this. */
  public static final class FewFromOneAddress implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "leadignite.limits.\"address\".permits",
          String.valueOf(PERMITS),
          "leadignite.limits.\"address\".window",
          "PT1H");
    }
  }
}
