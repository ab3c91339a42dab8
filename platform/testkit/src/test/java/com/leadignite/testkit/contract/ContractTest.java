package com.leadignite.testkit.contract;

import static com.atlassian.oai.validator.model.Request.Method.GET;
import static com.atlassian.oai.validator.model.Request.Method.HEAD;
import static com.atlassian.oai.validator.model.Request.Method.OPTIONS;
import static com.atlassian.oai.validator.model.Request.Method.POST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {

  private static final String THING = "/things/01890000-0000-7000-8000-00000000abcd";
  private static final String GOOD =
      """
      {"id":"01890000-0000-7000-8000-00000000abcd","name":null,"kind":"large","size":2,\
      "made_at":"2026-01-01T00:00:00Z"}\
      """;

  private final Contract contract =
      Contract.of(
          """
          openapi: 3.1.0
          info: {title: things, version: "1"}
          paths:
            /things/{id}:
              get:
                operationId: getThing
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
                  - {name: fields, in: query, schema: {type: string}}
                responses:
                  '200':
                    description: It.
                    headers: {ETag: {required: true, schema: {type: string, pattern: '^"'}}}
                    content:
                      application/json: {schema: {$ref: '#/components/schemas/Thing'}}
                  '404': {$ref: '#/components/responses/not-found'}
            /things/{id}/picture:
              post:
                operationId: drawThing
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
                requestBody:
                  required: true
                  content: {'*/*': {schema: {type: string, format: binary}}}
                responses:
                  '204': {description: Drawn.}
            /things:
              post:
                operationId: createThing
                requestBody:
                  required: true
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [name]
                        properties: {name: {type: string, maxLength: 3}}
                responses:
                  '204': {description: Made.}
                  '400':
                    description: It breaks a rule.
                    content:
                      application/problem+json: {schema: {type: object, additionalProperties: true}}
          components:
            responses:
              not-found:
                description: It is not there.
                headers: {X-Request-Id: {schema: {type: string}}}
                content:
                  application/problem+json: {schema: {type: object, additionalProperties: true}}
            schemas:
              Thing:
                type: object
                required: [id, name, kind]
                properties:
                  id: {type: string, format: uuid}
                  name: {type: [string, 'null'], maxLength: 3}
                  kind: {type: string, enum: [large, small]}
                  size: {type: integer, exclusiveMinimum: 1}
                  made_at: {type: string, format: date-time}
          """);

  @Test
  void findsNothingInAnAnswerThatIsDocumented() {
    assertEquals(List.of(), differences(GET, THING, ok(GOOD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":null     | \"name\":5        | response.body.schema.type at /name",
        "\"name\":null     | \"name\":\"long\" | response.body.schema.maxLength at /name",
        "large             | LARGE             | response.body.schema.enum at /kind",
        "\"kind\":\"large\", | \"\"            | response.body.schema.required at /",
        "\"size\":2        | \"size\":1        | response.body.schema.exclusiveMinimum at /size",
        "\"size\":2        | \"price\":2       | response.body.schema.additionalProperties at /",
        "2026-01-01T       | 2026-01-01        | response.body.schema.format.date-time at /made_at",
      })
  void findsWhatABodyIsThatTheSchemaDoesNotSay(String part, String instead, String expected) {
    String changed = GOOD.replace(part.strip(), instead.equals("\"\"") ? "" : instead.strip());
    assertStarts(expected, differences(GET, THING, ok(changed)));
  }

  @Test
  void findsAStatusThatIsNotDocumented() {
    assertStarts(
        "response.status.unknown", differences(GET, THING, SimpleResponse.Builder.status(409)));
  }

  @Test
  void findsAMediaTypeThatIsNotDocumented() {
    assertStarts(
        "response.contentType.notAllowed",
        differences(
            GET,
            THING,
            SimpleResponse.Builder.notFound().withContentType("application/json").withBody("{}")));
  }

  @Test
  void findsAHeaderThatIsMissingOrIllFormedOrNotDocumented() {
    assertStarts(
        "response.header.missing",
        differences(
            GET,
            THING,
            SimpleResponse.Builder.ok().withContentType("application/json").withBody(GOOD)));
    assertStarts(
        "response.header.undocumented",
        differences(GET, THING, ok(GOOD).withHeader("Retry-After", "1")));
  }

  @Test
  void takesAResponseThatManyOperationsShareForTheirOwn() {
    SimpleResponse.Builder answer =
        SimpleResponse.Builder.notFound()
            .withContentType("application/problem+json")
            .withHeader("X-Request-Id", "1")
            .withBody("{}");

    assertEquals(List.of(), differences(GET, THING, answer));
    assertStarts(
        "response.header.undocumented",
        differences(GET, THING, answer.withHeader("Retry-After", "1")));
  }

  @Test
  void wantsARequestToBeDocumentedIfItIsAccepted() {
    SimpleRequest.Builder long_ = post("{\"name\":\"long\"}");
    assertStarts(
        "request.body.schema.maxLength at /name",
        contract.differences(long_.build(), SimpleResponse.Builder.noContent().build()));
    assertEquals(
        List.of(),
        contract.differences(
            long_.build(),
            SimpleResponse.Builder.badRequest()
                .withContentType("application/problem+json")
                .withBody("{}")
                .build()));
  }

  @Test
  void takesBytesOfAnyKindForWhatTheyAre() {
    SimpleRequest.Builder picture =
        SimpleRequest.Builder.post(THING + "/picture").withContentType("application/json");
    Response drawn = SimpleResponse.Builder.noContent().build();

    assertEquals(List.of(), contract.differences(picture.withBody("{}").build(), drawn));
    assertEquals(List.of(), contract.differences(picture.withBody("\u0001").build(), drawn));
    assertStarts(
        "request.body.missing",
        contract.differences(SimpleRequest.Builder.post(THING + "/picture").build(), drawn));
  }

  @Test
  void comparesOnlyTheAnswerOfARequestOfWhichPartsAreWrong() {
    Request wrong = post("{\"name\":\"long\"}").build();

    assertEquals(
        List.of(),
        contract.differencesOfTheAnswer(wrong, SimpleResponse.Builder.noContent().build()));
    assertStarts(
        "response.status.unknown",
        contract.differencesOfTheAnswer(wrong, SimpleResponse.Builder.status(409).build()));
  }

  @Test
  void wantsQueryParametersOfAnAcceptedRequestToBeDocumented() {
    Request unknown = SimpleRequest.Builder.get(THING).withQueryParam("sort", "name").build();
    assertStarts(
        "request.parameter.query.unexpected", contract.differences(unknown, ok(GOOD).build()));
  }

  @Test
  void takesHeadForGetWithoutABody() {
    SimpleResponse.Builder answer =
        SimpleResponse.Builder.ok().withContentType("application/json").withHeader("ETag", "\"1\"");
    assertEquals(List.of(), differences(HEAD, THING, answer));
    assertEquals(List.of(), differences(OPTIONS, THING, SimpleResponse.Builder.noContent()));
  }

  @Test
  void wantsARequestForNoOperationToBeRefused() {
    assertEquals(List.of(), differences(GET, "/nothing", SimpleResponse.Builder.notFound()));
    assertEquals(List.of(), differences(POST, THING, SimpleResponse.Builder.status(405)));
    assertStarts("no such operation", differences(POST, THING, SimpleResponse.Builder.ok()));
  }

  private List<String> differences(
      Request.Method method, String path, SimpleResponse.Builder answer) {
    return contract.differences(new SimpleRequest.Builder(method, path).build(), answer.build());
  }

  private static SimpleResponse.Builder ok(String body) {
    return SimpleResponse.Builder.ok()
        .withContentType("application/json")
        .withHeader("ETag", "\"1\"")
        .withBody(body);
  }

  private static SimpleRequest.Builder post(String body) {
    return SimpleRequest.Builder.post("/things").withContentType("application/json").withBody(body);
  }

  private static void assertStarts(String expected, List<String> differences) {
    assertTrue(
        differences.stream().anyMatch(line -> line.startsWith(expected)), differences::toString);
  }
}
