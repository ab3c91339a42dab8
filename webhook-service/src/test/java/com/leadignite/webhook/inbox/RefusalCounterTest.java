package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.TenantId;
import com.leadignite.webhook.inbox.RefusalCounter.Unreported;
import com.leadignite.webhook.signature.GenericHmac;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.signature.SourceKind;
import com.leadignite.webhook.source.Source;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RefusalCounterTest {

  private static final Instant END = Instant.parse("2026-11-22T08:00:00Z");
  private static final Source SOURCE =
      new Source(
          UUID.randomUUID(),
          new TenantId(UUID.randomUUID()),
          "Dialer",
          SourceKind.GENERIC_HMAC,
          new GenericHmac.Settings(null, null, null, null, null, null, null).scheme(),
          END);

  private final RefusalCounter counter = new RefusalCounter(SOURCE, END);

  @Test
  void reportsNoRefusalUnderAnothersAddress() {
    for (int i = 0; i < 30; i++) {
      counter.mustReportNow(request(1), Refusal.SIGNATURE_WRONG);
    }
    counter.mustReportNow(request(2), Refusal.SIGNATURE_WRONG);
    counter.mustReportNow(request(2), Refusal.HEADER_MISSING);
    counter.mustReportNow(request(2), Refusal.HEADER_MISSING);

    assertEquals(
        List.of("10.0.0.1 SIGNATURE_WRONG 29", "10.0.0.2 HEADER_MISSING 1"),
        counter.unreported().stream().map(RefusalCounterTest::text).toList());
    assertEquals(0, counter.others());
  }

  @Test
  void makesFewEventsOfManyAddressesAndLosesNoCount() {
    int atOnce = 0;
    for (int i = 0; i < 10_000; i++) {
      atOnce += counter.mustReportNow(request(i % 2_000), Refusal.SIGNATURE_WRONG) ? 1 : 0;
    }

    long counted = counter.unreported().stream().mapToLong(Unreported::count).sum();

    assertEquals(RefusalCounter.AT_ONCE, atOnce);
    assertEquals(RefusalCounter.KINDS, counter.unreported().size());
    assertEquals(10_000, atOnce + counted + counter.others());
    assertEquals(100, counter.otherAddresses().size());
  }

  @Test
  void isOverAtItsEnd() {
    assertFalse(counter.isOver(END.minusMillis(1)));
    assertTrue(counter.isOver(END));
  }

  private static String text(Unreported unreported) {
    return unreported.request().address() + " " + unreported.refusal() + " " + unreported.count();
  }

  private static RequestInfo request(int host) {
    InetAddress address = InetAddress.ofLiteral("10.0." + host / 256 + "." + host % 256);
    return new RequestInfo("request", null, new ClientAddress(address), null);
  }
}
