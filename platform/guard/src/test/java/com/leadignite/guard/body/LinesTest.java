package com.leadignite.guard.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B39")
class LinesTest {

  private static final String MARKS = "\u0301\u0316";

  @Test
  void composesWhatIsLongerInItsPartsThanAsAWhole() {
    String apart = "\u03b1\u0313\u0300\u0345".repeat(100);

    String tidy = Lines.tidy(" " + apart + " ", 100);

    assertEquals("\u1f82".repeat(100), tidy);
    assertTrue(Lines.fault(tidy, 100).isEmpty());
  }

  @Test
  void leavesAloneWhatIsTooLongHoweverItWereComposed() {
    String tooLong = "e\u0301".repeat(201);

    assertEquals(tooLong, Lines.tidy(tooLong, 100));
    assertTrue(Lines.fault(tooLong, 100).isPresent());
  }

  @Test
  void refusesMoreMarksOnOneCharacterThanAnyWritingHas() {
    String most = "a" + MARKS.repeat(15) + "b" + MARKS.repeat(15);
    String more = "a" + MARKS.repeat(15) + "\u0301";

    assertTrue(Lines.fault(Lines.tidy(most, 100), 100).isEmpty());
    assertEquals(more, Lines.tidy(more, 100));
    assertFalse(Lines.fault(more, 100).isEmpty());
  }
}
