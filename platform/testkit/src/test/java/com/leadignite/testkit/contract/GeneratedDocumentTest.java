package com.leadignite.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GeneratedDocumentTest {

  @Test
  void hasPathsResponsesAndComponentsByNameAndAllElseInItsOwnOrder() {
    String json =
        """
        {"openapi":"3.1.0","paths":{"/b":{"post":{"summary":"no: yes","responses":{"404":{},"200":{}}},"get":{}},"/a":{}},
         "components":{"schemas":{"Z":{"type":"object","properties":{"b":{},"a":{"const":"5"}}},"A":{"const":"2026-01-02T03:04:05Z"}}}}\
        """;

    String yaml = GeneratedDocument.yaml(json);

    assertEquals(
        """
        openapi: 3.1.0
        paths:
          /a: {}
          /b:
            get: {}
            post:
              summary: "no: yes"
              responses:
                "200": {}
                "404": {}
        components:
          schemas:
            A:
              const: "2026-01-02T03:04:05Z"
            Z:
              type: object
              properties:
                b: {}
                a:
                  const: "5"
        """,
        yaml);
    assertEquals(yaml, GeneratedDocument.yaml(GeneratedDocument.read(yaml).toString()));
  }
}
