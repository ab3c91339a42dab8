package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members that have a form: numbers, addresses, times, countries, names in any script. {@code
 * LeadReaderTest} has more of each; this goes all the way, because the libraries and the tables
 * behind them (libphonenumber's, Unicode's, the JDK's) have to be in an executable.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@ExtendWith(CleanDatabase.class)
class LeadFormsTest {

  private final Member user = new Org().member(Role.USER);

  @ParameterizedTest
  @CsvSource({
    "+1 (202) 555-0123, +12025550123",
    "+1 876 523 0123, +18765230123",
    "+44 20 7946 0958, +442079460958",
    "+33 1 42 68 53 00, +33142685300",
    "+39 02 3661 8300, +390236618300",
    "+49 30 901820, +4930901820",
    "+7 495 123-45-67, +74951234567",
    "+27 21 400 9111, +27214009111",
    "+55 11 96123-4567, +5511961234567",
    "+52 55 1234 5678, +525512345678",
    "+61 2 9374 4000, +61293744000",
    "+81 3-3224-9999, +81332249999",
    "+86 10 6552 9988, +861065529988",
    "+91 98765 43210, +919876543210",
    "+234 802 345 6789, +2348023456789",
    "+971 4 366 3333, +97143663333",
    "+800 1234 5678, +80012345678",
    "\uff0b\uff14\uff14 20 7946 0958, +442079460958",
  })
  void keepsNumbersOfAllRegionsInE164(String written, String kept) {
    Response created = user.create("{'phone': '" + written + "'}");

    assertEquals(201, created.statusCode(), created.asString());
    assertEquals(kept, user.read(created.path("id")).path("phone"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 202 555 01234",
        "+44 20 7946 095",
        "+49 0",
        "+55 11 1",
        "+81 3-3224-99990000",
        "+999 12345678",
        "+44 20 7946 0958 x12",
        "020 7946 0958",
        "+",
      })
  void refusesNumbersThatNoRegionHas(String written) {
    assertEquals(List.of("phone"), refused("{'phone': '" + written + "'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@example.com", "a.b+c@mail.example.co.uk", "x@xn--bcher-kva.example"})
  void takesMailAddresses(String address) {
    assertEquals(address, user.read(user.lead("{'email': '" + address + "'}")).path("email"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b",
        "a@@example.com",
        ".a@example.com",
        "a@-example.com",
        "\u00e4@example.com",
        "a@b\u00fccher.example",
        "a@[127.0.0.1]"
      })
  void refusesWhatIsNoMailAddress(String address) {
    assertEquals(List.of("email"), refused("{'email': '" + address + "'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456Z",
    "2026-01-02T00:30:00+05:45, 2026-01-01T18:45:00Z",
    "2024-02-29T23:59:59-11:00, 2024-03-01T10:59:59Z",
    "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
  })
  void keepsTimesInUtc(String written, String kept) {
    String id = user.lead("{'last_name': 'Lee', 'consent': {'obtained_at': '" + written + "'}}");

    assertEquals(kept, user.read(id).path("consent.obtained_at"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-02-29T00:00:00Z",
        "2026-01-02T25:00:00Z",
        "2026-01-02T03:04:05+19:00",
        "1899-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "yesterday"
      })
  void refusesWhatIsNoTime(String written) {
    assertEquals(
        List.of("consent.obtained_at"),
        refused("{'last_name': 'Lee', 'consent': {'obtained_at': '" + written + "'}}"));
  }

  @ParameterizedTest
  @CsvSource({"DE, true", "US, true", "ZW, true", "de, false", "XX, false", "UK, false"})
  void knowsTheCountriesOfIso3166(String country, boolean known) {
    Response answer =
        user.create("{'last_name': 'Lee', 'address': {'country': '" + country + "'}}");

    assertEquals(known ? 201 : 400, answer.statusCode(), answer.asString());
  }

  @ParameterizedTest
  @CsvSource({
    "Jose\u0301, Jos\u00e9",
    "\u1100\u1161\u11a8, \uac01",
    "\u212b, \u00c5",
    "\u0645\u062d\u0645\u062f, \u0645\u062d\u0645\u062f",
    "\ud83d\ude00\u5c71\u7530, \ud83d\ude00\u5c71\u7530",
  })
  void keepsNamesOfAnyScriptInTheirComposedForm(String written, String kept) {
    String id = user.lead("{'last_name': '" + written + "'}");

    assertEquals(kept, user.read(id).path("last_name"));
  }

  @Test
  void tellsMembersThatAreWrongInManyWaysAtOnce() {
    assertEquals(
        List.of("email", "phone", "website", "address.country", "status", "score", "tags"),
        refused(
            """
            {'last_name': 'Lee', 'email': 'x', 'phone': 'x', 'website': 'x', 'status': 'x',
             'score': 1e308, 'tags': [1], 'address': {'country': 'x'}}
            """));
  }

  private List<String> refused(String body) {
    Response refused = user.create(body);
    assertEquals(400, refused.statusCode(), refused.asString());
    assertEquals("/problems/validation-failed", refused.path("type"));
    return refused.path("errors.field");
  }
}
