package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LeadStatusTest {

  @ParameterizedTest
  @EnumSource(LeadStatus.class)
  void everyStatusMayStayAndIsFoundByItsWireName(LeadStatus status) {
    assertTrue(status.mayBecome(status));
    assertEquals(Optional.of(status), LeadStatus.of(status.wireName()));
  }

  @Test
  void aConvertedLeadStaysConverted() {
    assertTrue(LeadStatus.CONVERTED.next().isEmpty());
  }

  @Test
  void aDeadLeadComesBackAsRecycledOnly() {
    assertEquals(EnumSet.of(LeadStatus.RECYCLED), LeadStatus.DEAD.next());
  }

  @Test
  void onlyAQualifiedLeadConverts() {
    for (LeadStatus status : EnumSet.complementOf(EnumSet.of(LeadStatus.CONVERTED))) {
      assertEquals(
          status == LeadStatus.QUALIFIED, status.mayBecome(LeadStatus.CONVERTED), status.name());
    }
  }

  @Test
  void wireNamesAreExact() {
    assertFalse(LeadStatus.of("In_Process").isPresent());
  }
}
