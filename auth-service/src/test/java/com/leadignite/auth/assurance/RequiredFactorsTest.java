package com.leadignite.auth.assurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.testing.Settings;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("B21")
class RequiredFactorsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId USER = new UserId(new UUID(0, 7));
  private static final Authentication PASSWORD =
      Authentication.by(AuthenticationMethod.PASSWORD, NOW);

  private final RequiredFactors required = new RequiredFactors(config(Map.of()));

  @ParameterizedTest
  @CsvSource({
    "totp, true, true",
    "totp, false, false",
    "recovery_code, true, false",
    "of_a_later_version, true, true"
  })
  void isPendingForThoseWhoHaveOne(String type, boolean verified, boolean pending) {
    Account account = account(Role.USER, new Factor(USER.value(), type, null, verified, NOW, NOW));

    assertEquals(pending, required.arePending(account, PASSWORD, false));
    assertFalse(required.arePending(account, PASSWORD.with(AuthenticationMethod.TOTP, NOW), false));
  }

  @Test
  void isPendingForMembersOfAnOrganizationThatRequiresOne() {
    assertTrue(required.arePending(account(Role.USER), PASSWORD, true));
    assertFalse(required.arePending(account(Role.USER), PASSWORD, false));
  }

  @ParameterizedTest
  @CsvSource({
    "PLATFORM_ADMIN, true",
    "ADMIN, true",
    "MANAGER, true",
    "AGENT, false",
    "USER, false"
  })
  void isPendingForThoseWhoManageUnlessConfiguredOtherwise(Role role, boolean pending) {
    RequiredFactors local =
        new RequiredFactors(config(Map.of("leadignite.auth.mfa.required-of-managers", "false")));

    assertEquals(pending, required.arePending(account(role), PASSWORD, false));
    assertFalse(local.arePending(account(role), PASSWORD, false));
  }

  /** The guard refuses them anyway, but for becoming a person's account. */
  @Test
  void isNotPendingForThoseNobodyKnows() {
    assertFalse(required.arePending(account(Role.ADMIN, true), PASSWORD, true));
  }

  @Test
  void aStolenPasswordIsNotEnoughToAdministerInProduction() {
    assertTrue(new AssuranceSafety(config(Map.of())).findings().isEmpty());
    assertEquals(
        List.of("leadignite.auth.mfa.required-of-managers"),
        new AssuranceSafety(config(Map.of("leadignite.auth.mfa.required-of-managers", "false")))
            .findings().stream().map(finding -> finding.property()).toList());
  }

  private static AssuranceConfig config(Map<String, String> properties) {
    return Settings.of(AssuranceConfig.class, properties);
  }

  private static Account account(Role role, Factor... factors) {
    return account(role, false, factors);
  }

  private static Account account(Role role, boolean anonymous, Factor... factors) {
    return new Account(
        USER,
        new TenantId(new UUID(0, 9)),
        role,
        NOW,
        new EmailAddress("ada@example.com"),
        NOW,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        NOW,
        Map.of(),
        Map.of(),
        anonymous,
        List.of(Identity.email(new UUID(0, 8), USER, Map.of(), NOW)),
        List.of(factors),
        NOW,
        NOW);
  }
}
