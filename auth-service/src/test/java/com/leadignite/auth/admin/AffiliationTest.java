package com.leadignite.auth.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffiliationTest {

  @ParameterizedTest
  @CsvSource({
    "ADMIN, true, false, true",
    "PLATFORM_ADMIN, true, false, true",
    "ADMIN, true, true, false",
    "ADMIN, false, false, false",
    "MANAGER, true, false, false",
    "USER, true, false, false"
  })
  void isThatOfTheLastAdminIfOthersWouldBeLeftWithoutOne(
      Role role, boolean others, boolean otherAdmins, boolean last) {
    Affiliation affiliation =
        new Affiliation(new TenantId(UUID.randomUUID()), role, others, otherAdmins, false);

    assertEquals(last, affiliation.isLastAdmin());
  }
}
