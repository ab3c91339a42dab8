package com.leadignite.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** An OpenAPI document as the repository keeps it: YAML, what has no order of its own by name. */
final class GeneratedDocument {

  private static final List<String> PARTS =
      List.of("openapi", "info", "servers", "tags", "paths", "components");
  private static final List<String> COMPONENTS =
      List.of("schemas", "responses", "parameters", "examples", "headers", "securitySchemes");

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .stringQuotingChecker(new TextsStayTexts())
              .build());

  private GeneratedDocument() {}

  /** Reads the JSON or YAML of a document. */
  static JsonNode read(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no OpenAPI document", e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as the repository has it. */
  static String yaml(String json) {
    try {
      JsonNode written = new ObjectMapper().readTree(json);
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      PARTS.stream().filter(written::has).forEach(part -> document.set(part, written.get(part)));
      document.setAll((ObjectNode) written);
      order(document.path("paths"));
      COMPONENTS.forEach(kind -> order(document.path("components").path(kind)));
      document
          .path("paths")
          .forEach(path -> {
            order(path);
            path.forEach(operation -> order(operation.path("responses")));
          });
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no OpenAPI document", e);
    }
  }

  private static void order(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      object.removeAll();
      object.setAll(members);
    }
  }

  /**
   * YAML has numbers for names, and the names of responses, {@code '200'}, are texts; and readers
   * of YAML 1.1 make times of texts that look so.
   */
  private static final class TextsStayTexts extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean needToQuoteName(String name) {
      return super.needToQuoteName(name) || name.chars().allMatch(Character::isDigit);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d\\d?-\\d\\d?.*");
    }
  }
}
