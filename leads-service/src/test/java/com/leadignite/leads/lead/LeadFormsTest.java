package com.leadignite.leads.lead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.leads.lead.Org.Member;
import com.leadignite.testkit.server.CleanDatabase;
import com.leadignite.testkit.server.PlatformServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members that have a form: numbers, addresses, times, countries, names in any script. {@code
 * LeadDetailsTest} has more of each; this goes all the way, because the libraries and the tables
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
    "+52 1 33 1234 5678, +523312345678",
    "+44 7700 900123, +447700900123",
    "+49 (0)30 901820, +4930901820",
    "+61 2 9374 4000, +61293744000",
    "+81 3-3224-9999, +81332249999",
    "+86 10 6552 9988, +861065529988",
    "+91 98765 43210, +919876543210",
    "+234 802 345 6789, +2348023456789",
    "+971 4 366 3333, +97143663333",
    "+800 1234 5678, +80012345678",
    "\uff0b\uff14\uff14 20 7946 0958, +442079460958",
  })
  void keepsNumbersOfAllRegionsAsTypedAndInE164(String written, String kept) {
    Response created = user.create("{'phone': '" + written + "'}");

    assertEquals(201, created.statusCode(), created.asString());
    Response read = user.read(created.path("id"));
    assertEquals(written, read.path("phone"));
    assertEquals(kept, read.path("phone_e164"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call me +1 202 555 0123",
        "+1 202 555 0123 / +1 202 555 0124",
        "+1 202 555 01234",
        "+49 (30) 1 or 2",
        "+49 0",
        "+999 12345678",
        "020 7946 0958",
        "1-800-FLOWERS 200",
      })
  void keepsNumbersThatNothingCanBeMadeOfAsTyped(String written) {
    Response read = user.read(user.lead("{'phone': '" + written + "'}"));

    assertEquals(written, read.path("phone"));
    assertEquals((String) null, read.path("phone_e164"));
    String query = "?phone=" + URLEncoder.encode(written, StandardCharsets.UTF_8);
    assertEquals(List.of(written), user.list(query).path("items.phone"));
  }

  @ParameterizedTest
  @CsvSource({
    "+1 202 555 0123 x12, 12",
    "'+1 202 555 0123, ext. 12', 12",
    "+1 202 555 0123;ext=0012, 0012",
    "tel:+1-202-555-0123;ext=12, 12",
    "+1 202 555 0123 #12, 12",
    "+1 202 555 0123 x\ud835\udfcf\ud835\udfd0, 12",
    "+1 202 555 0123 \u0434\u043e\u0431. 12, 12",
  })
  void keepsExtensions(String written, String extension) {
    Response read = user.read(user.lead("{'phone': '" + written + "'}"));

    assertEquals("+12025550123", read.path("phone_e164"));
    assertEquals(extension, read.path("phone_extension"));
  }

  @Test
  void tellsPeopleBehindOneSwitchboardApart() {
    user.lead("{'phone': '+1 202 555 0123'}");
    user.lead("{'phone': '+1 202 555 0123 x1'}");
    user.lead("{'phone': '+1 202 555 0123 x2'}");

    Response again = user.create("{'phone': '(+1) 202-555-0123 ext. 2'}");

    assertEquals(409, again.statusCode(), again.asString());
    assertEquals("phone", again.path("field"));
    assertEquals(3, user.list("?phone=%2B12025550123").<List<?>>path("items").size());
  }

  @Test
  void takesMexicosNumbersWithAndWithoutTheOldPrefixForTheSame() {
    user.lead("{'phone': '+52 55 1234 5678'}");

    assertEquals(409, user.create("{'phone': '+52 1 55 1234 5678'}").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+", "+4", "call me", "12",
      })
  void refusesWhatNobodyCanDial(String written) {
    assertEquals(List.of("phone"), refused("{'phone': '" + written + "'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.com",
    "a.b+C@mail.Example.co.uk, a.b+c@mail.example.co.uk",
    "x@xn--bcher-kva.example, x@xn--bcher-kva.example",
    "info@m\u00fcnchen.de, info@xn--mnchen-3ya.de",
    "Info@M\u00dcNCHEN.de, info@xn--mnchen-3ya.de",
    "a@stra\u00dfe.de, a@xn--strae-oqa.de",
    "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a, \u7528\u6237@xn--fsqu00a.xn--4rr70v",
    "\u00e4@example.com, \u00e4@example.com",
    "taro..hana.@docomo.example, taro..hana.@docomo.example",
  })
  void takesMailAddresses(String address, String norm) {
    Response read = user.read(user.lead("{'email': '" + address + "'}"));

    assertEquals(address, read.path("email"));
    assertEquals(norm, read.path("email_norm"));
  }

  @Test
  void comparesAddressesAsTheDnsHasThem() {
    String id = user.lead("{'email': 'info@m\u00fcnchen.de'}");

    Response second = user.create("{'email': 'INFO@xn--mnchen-3ya.de'}");

    assertEquals(409, second.statusCode(), second.asString());
    assertEquals(id, second.path("lead_id"));
    String query = "?email=" + URLEncoder.encode("Info@M\u00fcnchen.DE", StandardCharsets.UTF_8);
    assertEquals(List.of(id), user.list(query).path("items.id"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://m\u00fcller.de, https://xn--mller-kva.de",
    "example.org, https://example.org",
    "HTTP://Example.org/A?b=c#d, http://example.org/A?b=c#d",
    "//example.org:8080/x, https://example.org:8080/x",
    "https://my_shop.example.com/, https://my_shop.example.com/",
    "http://localhost, http://localhost",
    "'example.org/\u00fcber uns?q=\"', https://example.org/%C3%BCber%20uns?q=%22",
  })
  void takesWebsitesAndMakesLinksOfThem(String written, String url) {
    Response read =
        user.read(user.lead("{'company': 'A', 'website': '" + written.replace("\"", "\\'") + "'}"));

    assertEquals(written, read.path("website"));
    assertEquals(url, read.path("website_url"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https://",
        "https://a@example.org",
        "https://example.org:99999",
        "https://exa mple.org",
        "https://example..org",
        "none",
      })
  void refusesWhatIsNoWebsite(String website) {
    assertEquals(List.of("website"), refused("{'company': 'A', 'website': '" + website + "'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b",
        "a@@example.com",
        "a b@example.com",
        "a@-example.com",
        "a@example..com",
        "a@b.1",
        "a\u200b@example.com",
        "Ann <ann@example.com>",
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
  @CsvSource({
    "DE, true",
    "US, true",
    "ZW, true",
    "XK, true",
    "de, false",
    "XX, false",
    "UK, false"
  })
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200b",
        "\u3164",
        "\u2800\u00a0\ufe0f\u200d",
        "a\u202eb",
        "a\u2066b",
      })
  void refusesNamesThatCannotBeSeenOrTurnTheirNeighbours(String name) {
    assertEquals(List.of("last_name"), refused("{'company': 'A', 'last_name': '" + name + "'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "\u202a+1 202 555 0123\u202c, +1 202 555 0123",
    "+1 202 555 0123\u200e, +1 202 555 0123",
    "\u00a0+1 202\u200f 555 0123\u3000, +1 202 555 0123",
  })
  void takesMarksOfDirectionAwayThatComeWithCopying(String written, String kept) {
    assertEquals(kept, user.read(user.lead("{'phone': '" + written + "'}")).path("phone"));
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
