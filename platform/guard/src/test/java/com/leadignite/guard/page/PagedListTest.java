package com.leadignite.guard.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B27")
class PagedListTest {

  private static final String KEY = "a key for the cursors of tests, 1";
  private static final Place PLACE = new Place("Müller \uD83D\uDE00", new UUID(7, -9));
  private static final UUID TENANT = new UUID(1, 1);

  private final Cursors cursors = Cursors.signedWith(KEY);
  private final PagedList list = cursors.list("test.people", TENANT, "name", null);

  @Test
  void readsThePlaceThatItSigned() {
    assertEquals(PLACE, list.after(at(cursor(list))));
  }

  @Test
  void readsACursorOfAnotherReplicaWithTheSameKey() {
    PagedList replica = Cursors.signedWith(KEY).list("test.people", TENANT, "name", null);

    assertEquals(PLACE, replica.after(at(cursor(list))));
  }

  @Test
  void refusesACursorOfAnotherKey() {
    refuses(Cursors.signedWith(KEY + "2").list("test.people", TENANT, "name", null), cursor(list));
    PageConfig none = Optional::empty;
    SecureRandom random = new SecureRandom();
    String generated = cursor(new Cursors(none, random).list("test.people"));
    refuses(new Cursors(none, random).list("test.people"), generated);
  }

  @Test
  void refusesACursorOfAnotherList() {
    String cursor = cursor(list);

    refuses(cursors.list("test.leads", TENANT, "name", null), cursor);
    refuses(cursors.list("test.people", new UUID(2, 2), "name", null), cursor);
    refuses(cursors.list("test.people", TENANT, "score", null), cursor);
    refuses(cursors.list("test.people", TENANT, "name", "red"), cursor);
    refuses(cursors.list("test.people", TENANT, "name", ""), cursor);
    refuses(cursors.list("test.people", TENANT, "name"), cursor);
    refuses(cursors.list("test.people", TENANT, "name", null, null), cursor);
  }

  @Test
  void tellsPartsApartThatReadAlikeWhenJoined() {
    refuses(cursors.list("test", "a", "bc"), cursor(cursors.list("test", "ab", "c")));
    refuses(cursors.list("test", "a", "1:b"), cursor(cursors.list("test", "a1:b")));
    refuses(cursors.list("test", "-"), cursor(cursors.list("test", (Object) null)));
  }

  @Test
  void refusesACursorWithAnyBitTurned() {
    byte[] bytes = Base64.getUrlDecoder().decode(cursor(list));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));

      refuses(list, Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "!!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatIsNoCursor(String text) {
    refuses(list, text);
  }

  @Test
  void refusesACursorThatIsTooLong() {
    refuses(list, "A".repeat(100_000));
  }

  @Test
  void beginsAtTheStartWithoutACursor() {
    assertNull(list.after(PageRequest.of(null, null)));
  }

  @Test
  void hasANextPageIfOneItemMoreWasRead() {
    PageRequest two = PageRequest.of("2", null);

    Page<Integer> last = list.page(two, List.of(1, 2), i -> Place.of(new UUID(0, i)));
    Page<Integer> full = list.page(two, List.of(1, 2, 3), i -> Place.of(new UUID(0, i)));

    assertEquals(new Page<>(List.of(1, 2), null), last);
    assertEquals(List.of(1, 2), full.items());
    assertEquals(Place.of(new UUID(0, 2)), list.after(PageRequest.of(null, full.next())));
  }

  private static String cursor(PagedList list) {
    String next = list.page(PageRequest.of("1", null), List.of(1, 2), i -> PLACE).next();
    assertNotNull(next);
    return next;
  }

  private static PageRequest at(String cursor) {
    return PageRequest.of(null, cursor);
  }

  private static void refuses(PagedList list, String cursor) {
    Problem refusal = assertThrows(Problem.class, () -> list.after(at(cursor)));
    assertEquals(CommonProblem.INVALID_CURSOR, refusal.type());
  }
}
