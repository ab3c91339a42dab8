package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.TenantId;
import com.leadignite.webhook.inbox.RefusalTally.Untold;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.source.HmacSettings;
import com.leadignite.webhook.source.Source;
import com.leadignite.webhook.source.SourceKind;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RefusalTallyTest {

  private static final Instant END = Instant.parse("2026-11-22T08:00:00Z");
  private static final Source SOURCE =
      new Source(
          UUID.randomUUID(),
          new TenantId(UUID.randomUUID()),
          "Dialer",
          SourceKind.GENERIC_HMAC,
          new HmacSettings(null, null, null, null, null, null, null).scheme(),
          END);

  private final RefusalTally tally = new RefusalTally(SOURCE, END);

  @Test
  void tellsNoRefusalUnderAnothersAddress() {
    for (int i = 0; i < 30; i++) {
      tally.isToldAtOnce(request(1), Refusal.SIGNATURE_WRONG);
    }
    tally.isToldAtOnce(request(2), Refusal.SIGNATURE_WRONG);
    tally.isToldAtOnce(request(2), Refusal.HEADER_MISSING);
    tally.isToldAtOnce(request(2), Refusal.HEADER_MISSING);

    assertEquals(
        List.of("10.0.0.1 SIGNATURE_WRONG 29", "10.0.0.2 HEADER_MISSING 1"),
        tally.untold().stream().map(RefusalTallyTest::text).toList());
    assertEquals(0, tally.others());
  }

  @Test
  void makesFewEventsOfManyAddressesAndLosesNoCount() {
    int atOnce = 0;
    for (int i = 0; i < 10_000; i++) {
      atOnce += tally.isToldAtOnce(request(i % 2_000), Refusal.SIGNATURE_WRONG) ? 1 : 0;
    }

    long counted = tally.untold().stream().mapToLong(Untold::count).sum();

    assertEquals(RefusalTally.AT_ONCE, atOnce);
    assertEquals(RefusalTally.KINDS, tally.untold().size());
    assertEquals(10_000, atOnce + counted + tally.others());
    assertEquals(100, tally.otherAddresses().size());
  }

  @Test
  void isOverAtItsEnd() {
    assertFalse(tally.isOver(END.minusMillis(1)));
    assertTrue(tally.isOver(END));
  }

  private static String text(Untold untold) {
    return untold.request().address() + " " + untold.refusal() + " " + untold.count();
  }

  private static RequestInfo request(int host) {
    InetAddress address = InetAddress.ofLiteral("10.0." + host / 256 + "." + host % 256);
    return new RequestInfo("request", null, new ClientAddress(address), null);
  }
}
