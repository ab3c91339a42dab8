package com.leadignite.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakingChangesTest {

  private static final String RELEASED =
      """
      openapi: 3.1.0
      info: {title: things, version: "1"}
      paths:
        /things:
          get:
            operationId: listThings
            security: [{bearer: [things:read]}]
            parameters:
              - {name: limit, in: query, schema: {type: integer, maximum: 200}}
              - {name: kind, in: query, schema: {$ref: '#/components/schemas/Kind'}}
            responses:
              '200':
                description: They.
                headers: {Link: {schema: {type: string}}}
                content:
                  application/json:
                    schema:
                      type: object
                      required: [items]
                      properties:
                        items: {type: array, items: {$ref: '#/components/schemas/Thing'}}
          post:
            operationId: createThing
            requestBody:
              required: true
              content:
                application/json:
                  schema:
                    type: object
                    required: [name]
                    properties:
                      name: {type: string, maxLength: 100}
                      size: {type: [integer, 'null'], minimum: 1}
                      note: {type: string}
                    additionalProperties: false
            responses:
              '201': {description: Made.}
      components:
        schemas:
          Kind: {type: string, enum: [large, small]}
          Thing:
            type: object
            required: [id, name]
            properties:
              id: {type: string, format: uuid}
              name: {type: string}
              kind: {$ref: '#/components/schemas/Kind'}
              owner: {anyOf: [{$ref: '#/components/schemas/Owner'}, {type: 'null'}]}
          Owner:
            type: object
            properties: {email: {type: string}}
      """;

  @Test
  void theSameDocumentBreaksNobody() {
    assertEquals(List.of(), changes(RELEASED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "  /things:             |  /stuff:              | GET /things removed; POST /things removed",
        "operationId: listThings | operationId: list     | GET /things operationId is now list",
        "[things:read]           | [things:read, admin]  | GET /things now asks for admin",
        "name: limit             | name: count           | GET /things query parameter limit removed",
        "maximum: 200            | maximum: 100          | GET /things query parameter limit maximum is now 100",
        "limit, in: query,       | limit, in: query, required: true, | GET /things query parameter limit now required",
        "'200':                  | '202':                | GET /things 200 removed",
        "Link:                   | Links:                | GET /things 200 header Link removed",
        "required: [items]       | required: []          | GET /things 200/items may now be missing",
        "format: uuid            | format: uri           | GET /things 200/items/*/id format is now uri",
        "format: uuid}           | maxLength: 9}         | GET /things 200/items/*/id format is now free",
        "[id, name]              | [id]                  | GET /things 200/items/*/name may now be missing",
        "              id: {type | ident: {type          | GET /things 200/items/*/id removed",
        "{email: {type: string}} | {mail: {type: string}} | GET /things 200/items/*/owner/email removed",
        "{email: {type: string}} | {email: {type: [string, 'null']}} | GET /things 200/items/*/owner/email may now be null",
        ", {type: 'null'}]       | , {type: 'null'}, {type: string}] | GET /things 200/items/*/owner may now be {\"type\":\"string\"}",
        "[large, small]          | [large]               | GET /things query parameter kind may no longer be \"small\"",
        "[large, small]          | [large, small, odd]   | GET /things 200/items/*/kind may now be \"odd\"",
        "required: [name]        | required: [name, note] | POST /things body/note now required",
        "maxLength: 100          | maxLength: 50         | POST /things body/name maxLength is now 50",
        "maxLength: 100          | pattern: a            | POST /things body/name pattern is now a",
        "minimum: 1              | minimum: 2            | POST /things body/size minimum is now 2",
        "[integer, 'null']       | integer               | POST /things body/size may no longer be null",
        "note: {type: string}    | memo: {type: string}  | POST /things body/note removed",
      })
  void tellsWhatBreaksAClient(String part, String instead, String expected) {
    assertEquals(
        List.of(expected.split("; ")), changes(RELEASED.replace(part.strip(), instead.strip())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maximum: 200      | maximum: 500",
        "maxLength: 100    | minLength: 0",
        "required: [name]  | required: []",
        "required: [items] | required: [items, next]",
        "minimum: 1        | minimum: 0",
        "[things:read]     | []",
        "{bearer: [things:read]} | {bearer: [things:read]}, {key: [things:read]}",
        "in: query, schema: {$ref | in: query, required: false, schema: {$ref",
        "description: They. | description: Those.",
        "additionalProperties: false | additionalProperties: true",
      })
  void tellsNothingOfWhatOnlyAddsOrAllows(String part, String instead) {
    assertEquals(List.of(), changes(RELEASED.replace(part.strip(), instead.strip())));
  }

  private static List<String> changes(String current) {
    JsonNode before = GeneratedDocument.read(RELEASED);
    return BreakingChanges.between(before, GeneratedDocument.read(current));
  }
}
