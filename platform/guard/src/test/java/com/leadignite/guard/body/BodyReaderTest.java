package com.leadignite.guard.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyReaderTest {

  private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
  private static final String ID = "01900000-0000-7000-8000-00000000000a";

  private final BodyReader reader = new BodyReader(new ObjectMapper(), VALIDATION.getValidator());

  @Body
  record Order(
      @NotNull @Line(max = 10) String placedBy,
      @Nullable UUID customer,
      @Nullable Instant due,
      boolean gift,
      @Range(min = 1, max = 9) int priority,
      @Nullable Role as,
      @JsonProperty("ref") @Nullable String reference,
      @Size(max = 3) List<@Line(max = 4) String> labels,
      @Size(max = 2) List<@Valid Item> items,
      @Valid @Nullable Place place) {}

  record Item(@NotNull @Line(max = 5) String name, @Range(min = 0, max = 5) long count) {}

  record Place(@Nullable String street, @Nullable String city) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  interface Loosely {}

  record Loose(@Nullable Map<String, Object> data, @Nullable String password) implements Loosely {}

  @Test
  void readsEveryTypeOfMember() {
    Order order =
        read(
            """
            {'placed_by': ' Ann ', 'customer': '01900000-0000-7000-8000-00000000000A',
             'due': '2026-01-02T03:04:05.1234567+01:00', 'gift': true, 'priority': 3,
             'as': 'platform_admin', 'ref': ' as is ', 'labels': ['a', ' ', null],
             'items': [{'name': 'pen', 'count': 2}], 'place': {'city': 'Ulm'}}
            """);

    assertEquals(
        new Order(
            "Ann",
            UUID.fromString(ID),
            Instant.parse("2026-01-02T02:04:05.123456Z"),
            true,
            3,
            Role.PLATFORM_ADMIN,
            " as is ",
            List.of("a"),
            List.of(new Item("pen", 2)),
            new Place(null, "Ulm")),
        order);
  }

  @Test
  void leavesOutWhatIsAbsentOrNull() {
    Order order = read("{'placed_by': 'Ann', 'priority': 1, 'labels': null, 'place': null}");

    assertNull(order.place());
    assertEquals(List.of(), order.labels());
    assertEquals(List.of(), order.items());
  }

  @ParameterizedTest
  @Tag("B38")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'placed_by': 1} | placed_by: must be a text",
        "{'placed_by': ' '} | placed_by: is needed",
        "{'placed_by': 'Ann', 'customer': '1-1-1-1-1'} | customer: must be a UUID",
        "{'placed_by': 'Ann', 'gift': 'true'} | gift: must be true or false",
        "{'placed_by': 'Ann', 'gift': 1} | gift: must be true or false",
        "{'placed_by': 'Ann', 'priority': '1'} | priority: must be a whole number from 1 to 9",
        "{'placed_by': 'Ann', 'priority': 10} | priority: must be a whole number from 1 to 9",
        "{'placed_by': 'Ann', 'priority': 1.0} | priority: must be a whole number from 1 to 9",
        "{'placed_by': 'Ann', 'priority': 4294967297} | priority: must be a whole number from 1 to 9",
        "{'placed_by': 'Ann', 'labels': 'a'} | labels: must be a list of at most 3 texts",
        "{'placed_by': 'Ann', 'labels': [1, 2]} | labels: must be a text",
        "{'placed_by': 'Ann', 'labels': ['abcde']} | labels: is longer than 4 characters",
        "{'placed_by': 'Ann', 'place': 'Ulm'} | place: must be an object",
        "{'placed_by': 'Ann', 'place': {'planet': 1}} | place.planet: is not a member that can be written here",
        "{'placed_by': 'Ann', 'items': [null]} | items[0]: must be an object",
      })
  void refusesWhatIsNotOfItsType(String body, String error) {
    String whole = body.contains("priority") ? body : body.replaceFirst("\\{", "{'priority': 1, ");

    assertEquals(List.of(error), refused(() -> read(whole)));
  }

  @Test
  void answersAllErrorsTogetherInTheOrderOfTheRecord() {
    assertEquals(
        List.of(
            "placed_by: is longer than 10 characters",
            "due: must be a time in RFC 3339 with an offset",
            "priority: must be a whole number from 1 to 9",
            "as: must be one of user, agent, manager, admin, service, platform_admin",
            "items[0].count: must be a whole number from 0 to 5",
            "items[1].name: is needed",
            "items[1].count: must be a whole number from 0 to 5",
            "tenant_id: is not a member that can be written here"),
        refused(() ->
            read(
                """
                {'tenant_id': 1, 'items': [{'name': 'pen', 'count': 6}, {'count': '1'}],
                 'as': 'USER', 'due': 'soon', 'placed_by': 'Ann Bob Carol'}
                """)));
  }

  @Test
  @Tag("B39")
  void looksAtTheLengthOfAListFirst() {
    String labels = "'" + "a\u0301\u0316".repeat(10_000) + "',";

    assertEquals(
        List.of("labels: must be a list of at most 3 texts"),
        refused(() ->
            read("{'placed_by': 'Ann', 'priority': 1, 'labels': [" + labels.repeat(4) + "'']}")));
  }

  @Test
  @Tag("B38")
  void neverEchoesANameThatCannotBeAnswered() {
    assertEquals(
        List.of("?: is not a member that can be written here"),
        refused(() -> read("{'placed_by': 'Ann', 'priority': 1, 'a<script>': 1}")));
  }

  @ParameterizedTest
  @Tag("B38")
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "'text'",
        "{",
        "{} {}",
        "{'place': {'city': 'A', 'city': 'B'}}",
        "{'placed_by': 'A', 'placed_by': 'B'}"
      })
  void refusesWhatIsNotOneObject(String body) {
    Problem problem = assertThrows(Problem.class, () -> read(body));

    assertEquals(CommonProblem.MALFORMED_REQUEST, problem.type());
  }

  /** RFC 7396, appendix A, as far as records have it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'place': {'street': 'b'}} | {'place': {'street': 'c'}} | {'place': {'street': 'c'}}",
        "{'place': {'street': 'b'}} | {'place': {'city': 'c'}} | {'place': {'street': 'b', 'city': 'c'}}",
        "{'place': {'street': 'b'}} | {'place': {'street': null}} | {'place': {}}",
        "{'place': {'street': 'b'}} | {'place': null} | {}",
        "{} | {'place': {'city': 'c', 'street': null}} | {'place': {'city': 'c'}}",
        "{'labels': ['b']} | {'labels': ['c', 'd']} | {'labels': ['c', 'd']}",
        "{'labels': ['b']} | {'labels': null} | {}",
        "{'ref': 'a', 'gift': true} | {'gift': null} | {'ref': 'a'}",
        "{'ref': 'a'} | {} | {'ref': 'a'}",
      })
  void mergesPatches(String before, String patch, String after) {
    assertEquals(read(required(after)), patch(read(required(before)), patch));
  }

  @Test
  void holdsAPatchToTheRulesOfWhatItNames() {
    Order old = new Order("Ann", null, null, false, 77, null, null, List.of(), List.of(), null);

    assertEquals("Bob", patch(old, "{'placed_by': 'Bob'}").placedBy());
    assertEquals(
        List.of("priority: must be a whole number from 1 to 9"),
        refused(() -> patch(old, "{'priority': 78}")));
    assertEquals(List.of("placed_by: is needed"), refused(() -> patch(old, "{'placed_by': null}")));
  }

  @Test
  void passesOverMembersOfSomebodyElsesFormat() {
    Loose body = reader.read(bytes("{'data': {'a': [1]}, 'x': 1}"), Loose.class);

    assertEquals(Map.of("a", List.of(1)), body.data());
  }

  @Test
  void readsParametersLikewise() {
    Map<String, List<String>> sent =
        Map.of("placed_by", List.of("Ann"), "priority", List.of("3"), "labels", List.of("a,b"));

    assertEquals(
        new Order("Ann", null, null, false, 3, null, null, List.of("a", "b"), List.of(), null),
        reader.parameters(sent, Order.class));
    assertEquals(
        List.of(
            "placed_by: is needed",
            "customer: must be a UUID",
            "gift: must be true or false",
            "priority: must be given once",
            "labels: must be a list of at most 3 texts",
            "sort: is not a parameter that can be sent here"),
        refused(() ->
            reader.parameters(
                Map.of(
                    "customer", List.of("me"),
                    "gift", List.of("yes"),
                    "priority", List.of("1", "2"),
                    "labels", List.of("a,b,c,d"),
                    "sort", List.of("x")),
                Order.class)));
  }

  private Order read(String body) {
    return reader.read(bytes(body), Order.class);
  }

  private Order patch(Order before, String patch) {
    return reader.patch(bytes(patch), Order.class).apply(before);
  }

  private static String required(String body) {
    return body.replaceFirst("\\{", "{'placed_by': 'Ann', 'priority': 1, ").replace(", }", "}");
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(UTF_8);
  }

  private static List<String> refused(Executable reading) {
    Problem problem = assertThrows(Problem.class, reading);
    assertEquals(CommonProblem.VALIDATION_FAILED, problem.type());
    return ((List<?>) problem.members().get("errors"))
        .stream()
            .map(error -> (Map<?, ?>) error)
            .map(error -> error.get("field") + ": " + error.get("message"))
            .collect(Collectors.toList());
  }
}
