package com.leadignite.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccountTest {

  private static final UserId USER =
      new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Identity EMAIL =
      Identity.email(new UUID(0, 1), USER, Map.of("first_name", "Ada"), NOW);
  private static final Identity GOOGLE =
      new Identity(
          new UUID(0, 2),
          "google",
          null,
          "1092837465",
          Map.of("email", "ada@gmail.com"),
          NOW,
          null);

  @Test
  void namesItsProvidersOnceEachTheFirstFirst() {
    Identity second =
        new Identity(new UUID(0, 3), "google", null, "5647382910", Map.of(), NOW, NOW);

    assertEquals(
        Map.of("provider", "email", "providers", List.of("email", "google")),
        account(EMAIL, GOOGLE, second).appMetadata());
  }

  @Test
  @Tag("B35")
  void showsWhatAdministratorsSayUnderWhatWeKnow() {
    Map<String, Object> given = Map.of("plan", "pro", "provider", "google", "providers", List.of());

    assertEquals(
        Map.of("plan", "pro", "provider", "email", "providers", List.of("email")),
        account(given, EMAIL).appMetadata());
  }

  @Test
  void namesNoProviderOfAnAnonymousAccount() {
    assertEquals(Map.of(), account().appMetadata());
  }

  @Test
  void showsTheDataOfTheSignUpWithWhatWeKnow() {
    assertEquals(
        Map.of(
            "first_name",
            "Ada",
            "email",
            "ada@example.com",
            "email_verified",
            true,
            "phone_verified",
            false,
            "sub",
            USER.toString()),
        account(EMAIL).identityData(EMAIL));
  }

  @Test
  void showsTheDataOfAnotherProviderAsItIs() {
    assertEquals(Map.of("email", "ada@gmail.com"), account(EMAIL, GOOGLE).identityData(GOOGLE));
  }

  @Test
  void callsThePersonByTheirAccountAtTheEmailProvider() {
    assertEquals("email", EMAIL.provider());
    assertEquals(USER.toString(), EMAIL.subject());
  }

  private static Account account(Identity... identities) {
    return account(Map.of(), identities);
  }

  private static Account account(Map<String, Object> given, Identity... identities) {
    return new Account(
        USER,
        new TenantId(new UUID(0, 9)),
        Role.ADMIN,
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
        given,
        false,
        List.of(identities),
        List.of(),
        NOW,
        NOW);
  }
}
