package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.person;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written of a lead, and what is made of it. */
final class LeadDetailsTest {

  private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

  private final BodyReader reader = new BodyReader(new ObjectMapper(), VALIDATION.getValidator());
  private final Normalizer normalizer = new Normalizer(new PhoneNumbers(TestingConfig.PLAIN));

  @Test
  void readsEveryMember() {
    LeadDetails lead =
        create(
            """
            {"assignee_id": "01900000-0000-7000-8000-000000000001",
             "team_id": "01900000-0000-7000-8000-000000000002",
             "first_name": "  Ann ", "last_name": "Lee", "company": "Acme", "title": "CEO",
             "email": "Ann@Example.com", "phone": "+1 (202) 555-0123",
             "website": "https://example.com/x",
             "address": {"street": "1 Main St", "city": "Ulm", "region": "BW",
                         "postal_code": "89073", "country": "DE"},
             "source": "web", "campaign": "spring", "status": "in_process",
             "status_reason": "called", "score": 42, "tags": ["a", " b ", "a"],
             "consent": {"basis": "consent", "obtained_at": "2026-01-02T03:04:05+02:00",
                         "do_not_call": true, "do_not_email": false}}
            """);

    assertEquals("Ann", lead.firstName());
    assertEquals("Ann@Example.com", lead.email());
    assertEquals("+1 (202) 555-0123", lead.phone());
    assertEquals(
        new Normalized("ann@example.com", "+12025550123", null, "https://example.com/x"),
        normalizer.of(lead));
    assertEquals(new Address("1 Main St", "Ulm", "BW", "89073", "DE"), lead.address());
    assertEquals(LeadStatus.IN_PROCESS, lead.status());
    assertEquals(List.of("a", "b"), lead.tags());
    assertEquals(
        new Consent(ConsentBasis.CONSENT, Instant.parse("2026-01-02T01:04:05Z"), true, false),
        lead.consent());
  }

  @Test
  void startsANewLeadFromABlankOne() {
    LeadDetails lead = create("{\"last_name\": \"Lee\"}");

    assertEquals(LeadStatus.NEW, lead.status());
    assertEquals(0, lead.score());
    assertEquals(List.of(), lead.tags());
    assertEquals(Consent.NONE, lead.consent());
  }

  @Test
  void keepsWhatAPatchLeavesOutAndClearsWhatIsNull() {
    LeadDetails before =
        create(
            """
            {"first_name": "Ann", "last_name": "Lee", "score": 5, "tags": ["a"],
             "address": {"city": "Ulm", "country": "DE"}, "consent": {"do_not_call": true}}
            """);

    LeadDetails after =
        patch(
            before,
            """
            {"first_name": null, "score": null, "tags": null, "address": {"city": null}}
            """);

    assertNull(after.firstName());
    assertEquals("Lee", after.lastName());
    assertEquals(0, after.score());
    assertEquals(List.of(), after.tags());
    assertEquals(new Address(null, null, null, null, "DE"), after.address());
    assertEquals(before.consent(), after.consent());
  }

  @Test
  void clearsAWholeObjectByNull() {
    LeadDetails before =
        create("{\"last_name\": \"Lee\", \"address\": {\"city\": \"Ulm\"}, \"consent\": {}}");

    assertEquals(Address.NONE, patch(before, "{\"address\": null}").address());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "first_name | 1",
        "first_name | [`a`]",
        "first_name | true",
        "last_name | `a\\u0007b`",
        "last_name | `a\\u2028b`",
        "last_name | `a\\u202Eb`",
        "email | `nobody`",
        "email | `a@b`",
        "email | `a@@b.co`",
        "email | `a b@example.com`",
        "email | `a\\u200Bb@example.com`",
        "email | `a@ex_ample.com`",
        "email | `a@-example.com`",
        "first_name | `\\u200B`",
        "company | `\\u3164 \\u2800`",
        "tags | [`\\uFEFF`]",
        "phone | `call me`",
        "phone | `+1`",
        "phone | 12025550123",
        "website | `javascript:alert(1)`",
        "website | `https://`",
        "website | `https://user:secret@example.com`",
        "website | `info@example.com`",
        "website | `none`",
        "status | `lost`",
        "status | 3",
        "score | 101",
        "score | -1",
        "score | 4294967296",
        "score | 1e2",
        "score | 5.5",
        "score | `5`",
        "tags | `a`",
        "tags | [1]",
        "assignee_id | `1-1-1-1-1`",
        "team_id | `../../etc/passwd`",
        "address | `Ulm`",
        "address.country | {`address`: {`country`: `de`}}",
        "address.country | {`address`: {`country`: `XX`}}",
        "address.planet | {`address`: {`planet`: `Mars`}}",
        "consent.basis | {`consent`: {`basis`: `because`}}",
        "consent.do_not_call | {`consent`: {`do_not_call`: `yes`}}",
        "consent.obtained_at | {`consent`: {`obtained_at`: `2026-01-02`}}",
        "consent.obtained_at | {`consent`: {`obtained_at`: `99999-01-02T00:00:00Z`}}",
        "consent.obtained_at | {`consent`: {`obtained_at`: 5}}"
      })
  void refusesAValueThatBreaksItsRule(String field, String value) {
    String inner = value.replace('`', '"');
    String body =
        field.contains(".")
            ? inner.replaceFirst("\\{", "{\"company\": \"Any\", ")
            : "{\"%s\": \"Any\", \"%s\": %s}"
                .formatted(field.equals("company") ? "last_name" : "company", field, inner);

    assertEquals(List.of(field), refused(body));
  }

  @ParameterizedTest
  @Tag("B35")
  @ValueSource(
      strings = {
        "id",
        "tenant_id",
        "owner_id",
        "role",
        "version",
        "created_at",
        "updated_at",
        "deleted_at",
        "email_norm",
        "phone_e164",
        "phone_extension",
        "phone_norm",
        "website_url",
        "__proto__"
      })
  void refusesMembersThatAreNotTheCallersToWrite(String member) {
    assertEquals(List.of(member), refused("{\"company\": \"Any\", \"" + member + "\": \"admin\"}"));
  }

  @Test
  void tellsEveryBrokenRuleAtOnce() {
    assertEquals(
        List.of("score", "email", "status_reason"),
        refused("{\"status\": \"dead\", \"email\": \"x\", \"score\": 1000}").stream()
            .sorted((a, b) -> b.compareTo(a))
            .sorted((a, b) -> Integer.compare(a.length(), b.length()))
            .toList());
  }

  @Test
  void needsSomethingToKnowALeadBy() {
    assertEquals(List.of("last_name"), refused("{\"source\": \"web\", \"last_name\": \"  \"}"));
  }

  @Test
  void tellsOfRulesOverSeveralMembersOnceTheyCanBeRead() {
    assertEquals(List.of("last_name", "owner_id"), refused("{\"owner_id\": \"x\"}"));
    assertEquals(List.of("first_name"), refused("{\"first_name\": 1}"));
  }

  @Test
  void needsAReasonForADeadLead() {
    assertEquals(List.of("status_reason"), refused("{\"company\": \"A\", \"status\": \"dead\"}"));
  }

  @Test
  @Tag("B38")
  void neverEchoesANameThatCannotBeAnswered() {
    assertEquals(List.of("?"), refused("{\"company\": \"A\", \"a b<script>\": 1}"));
  }

  @Test
  void countsLengthInCharactersNotInUtf16() {
    assertEquals("😀".repeat(100), create(named("😀".repeat(100))).lastName());
    assertEquals(List.of("last_name"), refused(named("😀".repeat(101))));
  }

  @Test
  @Tag("B37")
  void takesMarkupForText() {
    String markup = "<img src=x onerror=alert(1)>";

    assertEquals(markup, create("{\"company\": \"" + markup + "\"}").company());
  }

  @Test
  void composesWhatLooksTheSame() {
    assertEquals("Jos\u00e9", create(named("Jose\\u0301")).lastName());
  }

  @Test
  void boundsTheListOfTags() {
    String tags = "\"t\",".repeat(20);

    assertEquals(List.of("tags"), refused("{\"company\": \"A\", \"tags\": [" + tags + "\"t\"]}"));
  }

  @Test
  void holdsAPatchToTheRulesOfWhatItNames() {
    LeadDetails stored = ofYesterday("1");

    assertEquals("Ann", patch(stored, "{\"first_name\": \"Ann\"}").firstName());
    assertEquals(
        List.of("phone"), refused(() -> patch(stored, "{\"phone\": \"1\", \"score\": 1}")));
    assertEquals(
        List.of("last_name"), refused(() -> patch(stored, "{\"phone\": null, \"tags\": []}")));
  }

  @Test
  void forgetsWhatWasMadeOfAValueThatIsCleared() {
    Lead before =
        lead(
            "{\"company\": \"A\", \"email\": \"a@b.co\", \"phone\": \"+1 202 555 0123 x5\","
                + " \"website\": \"b.co\"}");
    assertEquals("5", before.normalized().phoneExtension());

    Lead after =
        normalizer.changed(
            before,
            patch(before.details(), "{\"email\": null, \"phone\": null, \"website\": \" \"}"));

    assertEquals(create("{\"company\": \"A\"}"), after.details());
    assertEquals(Normalized.NONE, after.normalized());
  }

  @Test
  void looksNumbersUpByDigitsOnlyIfThereAreSome() {
    PhoneNumbers phones = new PhoneNumbers(TestingConfig.PLAIN);

    assertEquals("+442079460958", phones.lookUp("\uff0b\uff14\uff14 20 7946 0958").orElseThrow());
    assertEquals("020 7946", phones.lookUp("020 7946").orElseThrow());
    assertTrue(phones.lookUp("\uff10\uff12\uff10").isEmpty());
  }

  @Test
  void readsANumberAnewOnlyWhenItIsWrittenOtherwise() {
    Normalizer american = new Normalizer(new PhoneNumbers(TestingConfig.dialledIn("US")));
    Lead before = lead("{\"phone\": \"(202) 555-0123\"}");

    Lead same = american.changed(before, create("{\"phone\": \"(202) 555-0123\"}"));
    Lead other = american.changed(before, create("{\"phone\": \"(202)555-0123\"}"));

    assertNull(same.normalized().phoneE164());
    assertEquals("+12025550123", other.normalized().phoneE164());
  }

  private static String named(String name) {
    return "{\"last_name\": \"" + name + "\"}";
  }

  private LeadDetails create(String body) {
    return reader.read(body.getBytes(UTF_8), LeadDetails.class);
  }

  private LeadDetails patch(LeadDetails before, String body) {
    return reader.patch(body.getBytes(UTF_8), LeadDetails.class).apply(before);
  }

  private Lead lead(String body) {
    LeadDetails details = create(body);
    return Lead.draft(person(ACME, 1, Role.USER), details, normalizer.of(details));
  }

  /** Details with a phone number that could be written once and cannot any more. */
  private static LeadDetails ofYesterday(String phone) {
    return new LeadDetails(
        null, null, null, null, null, null, null, phone, null, null, null, null, null, null, 0,
        List.of(), null);
  }

  /** The fields that a body is refused for. */
  private List<String> refused(String body) {
    return refused(() -> create(body));
  }

  private static List<String> refused(Executable reading) {
    Problem problem = assertThrows(Problem.class, reading);
    assertEquals(CommonProblem.VALIDATION_FAILED, problem.type());
    return ((List<?>) problem.members().get("errors"))
        .stream().map(error -> (String) ((Map<?, ?>) error).get("field")).toList();
  }
}
