package com.leadignite.auth.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PendingEmail;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserViewTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final UUID IDENTITY = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
  private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");
  private static final PhoneNumber PHONE = new PhoneNumber("+14155552671");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private static Account account(
      Address address,
      @Nullable Instant confirmed,
      @Nullable PendingEmail pending,
      List<Factor> factors,
      Map<String, Object> said) {
    boolean mailbox = address instanceof EmailAddress;
    UserId user = new UserId(ID);
    return new Account(
        user,
        new TenantId(new UUID(0, 9)),
        Role.USER,
        NOW,
        mailbox ? EMAIL : null,
        mailbox ? confirmed : null,
        pending,
        null,
        null,
        null,
        mailbox ? null : PHONE,
        mailbox ? null : confirmed,
        null,
        null,
        null,
        said,
        Map.of(),
        false,
        List.of(Identity.own(IDENTITY, address.provider(), user, said, NOW)),
        factors,
        NOW,
        NOW);
  }

  private static JsonNode json(Object view) {
    return JSON.valueToTree(view);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static Stream<Address> addresses() {
    return Stream.of(EMAIL, PHONE);
  }

  /** The answer to a sign-up tells nobody whether the address had an account. */
  @ParameterizedTest
  @MethodSource("addresses")
  @Tag("B18")
  void isOfASignUpWhatItIsOfANewAccount(Address address) {
    Map<String, Object> said = Map.of("first_name", "Ada", "email", "eve@example.com");
    JsonNode stored = json(UserView.of(account(address, null, null, List.of(), said)));

    JsonNode made = json(UserView.unconfirmed(ID, IDENTITY, address, said, NOW));

    Set<String> expected = names(stored);
    expected.add("confirmation_sent_at");
    assertEquals(expected, names(made));
    for (String name : names(stored)) {
      assertEquals(stored.get(name), made.get(name), name);
    }
  }

  @Test
  @Tag("B35")
  void saysOfPeopleWhatWeKnowAndNotWhatTheySay() {
    Map<String, Object> said =
        Map.of(
            "email", "eve@example.com",
            "email_verified", true,
            "phone", "1",
            "phone_verified", true,
            "sub", "eve");

    JsonNode view = json(UserView.of(account(EMAIL, null, null, List.of(), said)));

    for (JsonNode data :
        List.of(view.get("user_metadata"), view.at("/identities/0/identity_data"))) {
      assertEquals("ada@example.com", data.get("email").asText());
      assertFalse(data.get("email_verified").asBoolean());
      assertNull(data.get("phone"));
      assertFalse(data.get("phone_verified").asBoolean());
      assertEquals(ID.toString(), data.get("sub").asText());
    }
  }

  @Test
  void hasAddressAndPhoneAlwaysAndOtherwiseWhatThereIs() {
    JsonNode view = json(UserView.of(account(PHONE, NOW, null, List.of(), Map.of())));

    assertEquals("", view.get("email").asText());
    assertEquals("14155552671", view.get("phone").asText());
    assertEquals(view.get("phone_confirmed_at"), view.get("confirmed_at"));
    for (String absent :
        List.of("email_confirmed_at", "new_email", "invited_at", "banned_until", "factors")) {
      assertFalse(view.has(absent), absent);
    }
  }

  @Test
  void showsTheAddressThatAnAccountMovesTo() {
    PendingEmail pending = new PendingEmail(new EmailAddress("ada@example.org"), NOW);

    JsonNode view = json(UserView.of(account(EMAIL, NOW, pending, List.of(), Map.of())));

    assertEquals("ada@example.com", view.get("email").asText());
    assertEquals("ada@example.org", view.get("new_email").asText());
    assertEquals(
        NOW.toString(),
        UserView.of(account(EMAIL, NOW, pending, List.of(), Map.of()))
            .emailChangeSentAt()
            .toString());
  }

  /** A factor is told by name and state; nothing that proves it is in any view. */
  @Test
  @Tag("B32")
  void listsFactorsWithoutWhatIsSecretOfThem() {
    List<Factor> factors =
        List.of(
            new Factor(new UUID(0, 1), Factor.TOTP, "phone", true, NOW, NOW),
            new Factor(new UUID(0, 2), Factor.WEBAUTHN, null, false, NOW, NOW));

    JsonNode view = json(UserView.of(account(EMAIL, NOW, null, factors, Map.of())));

    assertEquals(
        new TreeSet<>(
            Set.of("id", "status", "factor_type", "friendly_name", "created_at", "updated_at")),
        names(view.at("/factors/0")));
    assertEquals("verified", view.at("/factors/0/status").asText());
    assertEquals("unverified", view.at("/factors/1/status").asText());
    assertFalse(view.at("/factors/1").has("friendly_name"));
  }
}
