package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.LeadsProblem;
import com.leadignite.leads.lead.LeadListing.Place;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorsTest {

  private static final Place PLACE = new Place("Müller", new UUID(7, 9));
  private static final LeadListing LIST = list(LeadSort.LAST_NAME, false, Map.of(), false);

  private final Cursors cursors =
      new Cursors(TestingConfig.signingWith("k".repeat(32)), new SecureRandom());

  @Test
  void readsWhatItWrote() {
    assertEquals(PLACE, cursors.read(ACME, LIST, cursors.write(ACME, LIST, PLACE)));
  }

  @Test
  void isReadByAnotherReplicaWithTheSameKey() {
    Cursors replica = new Cursors(TestingConfig.signingWith("k".repeat(32)), new SecureRandom());

    assertEquals(PLACE, replica.read(ACME, LIST, cursors.write(ACME, LIST, PLACE)));
  }

  @Test
  void refusesACursorWithAnyBitTurned() {
    byte[] bytes = Base64.getUrlDecoder().decode(cursors.write(ACME, LIST, PLACE));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      refuses(ACME, LIST, Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
  }

  @Test
  void refusesACursorOfAnotherList() {
    String cursor = cursors.write(ACME, LIST, PLACE);

    refuses(OTHER, LIST, cursor);
    refuses(ACME, list(LeadSort.CREATED_AT, false, Map.of(), false), cursor);
    refuses(ACME, list(LeadSort.LAST_NAME, true, Map.of(), false), cursor);
    refuses(ACME, list(LeadSort.LAST_NAME, false, Map.of(), true), cursor);
    refuses(ACME, list(LeadSort.LAST_NAME, false, Map.of(LeadFilter.SOURCE, "web"), false), cursor);
  }

  @Test
  void tellsFiltersApartThatReadAlikeWhenJoined() {
    LeadListing one = list(LeadSort.SCORE, false, Map.of(LeadFilter.SOURCE, "a&email=1:b"), false);
    LeadListing two =
        list(LeadSort.SCORE, false, Map.of(LeadFilter.SOURCE, "a", LeadFilter.EMAIL, "b"), false);

    refuses(ACME, two, cursors.write(ACME, one, PLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatIsNoCursor(String cursor) {
    refuses(ACME, LIST, cursor);
  }

  @Test
  void refusesACursorThatIsTooLong() {
    refuses(ACME, LIST, "A".repeat(100_000));
  }

  @Test
  void doesNotStartWithAShortKey() {
    assertThrows(
        IllegalStateException.class,
        () -> new Cursors(TestingConfig.signingWith("short"), new SecureRandom()));
  }

  private void refuses(TenantId tenant, LeadListing list, String cursor) {
    Problem problem = assertThrows(Problem.class, () -> cursors.read(tenant, list, cursor));
    assertEquals(LeadsProblem.INVALID_CURSOR, problem.type());
  }

  private static LeadListing list(
      LeadSort sort, boolean descending, Map<LeadFilter, String> filters, boolean deleted) {
    return new LeadListing(filters, Map.of(), sort, descending, 10, deleted, null);
  }
}
