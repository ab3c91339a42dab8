package com.leadignite.testkit.contract;

import static com.atlassian.oai.validator.report.ValidationReport.Level.ERROR;
import static com.atlassian.oai.validator.report.ValidationReport.Level.IGNORE;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Body;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an OpenAPI document promises, to compare with what happened. */
final class Contract {

  private static final Set<String> NO_OPERATION =
      Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

  /** Statuses for a request that is for none of the operations: which path, which method. */
  private static final Set<Integer> REFUSED_BEFORE_ROUTING = Set.of(400, 401, 404, 405, 413, 429);

  private static final String NO_BODY = "validation.response.body.missing";

  /** What has no body has no type either. */
  private static final String NO_TYPE = "validation.request.contentType.notAllowed";

  private final OpenApiInteractionValidator validator;

  private Contract(OpenApiInteractionValidator validator) {
    this.validator = validator;
  }

  /** Reads a document, as JSON or as YAML. */
  static Contract of(String document) {
    JsonNode read = GeneratedDocument.read(document);
    dropSchemasOfBytes(read);
    return new Contract(
        OpenApiInteractionValidator.createForInlineApiSpecification(read.toString())
            .withStrictOperationPathMatching()
            .withLevelResolver(
                LevelResolver.create()
                    // The validator's default is to let unknown query parameters pass.
                    .withLevel("validation.request.parameter.query.unexpected", ERROR)
                    // Accept is a wish: an answer of another type than it asks for is 406 or as
                    // good.
                    .withLevel("validation.request.accept", IGNORE)
                    .build())
            .withCustomResponseValidation(new ResponseHeaders())
            .build());
  }

  /**
   * Bytes of any kind have no schema in OpenAPI 3.1. Generators of clients need one that says that
   * they are bytes; the validator would take it for that of a JSON text.
   */
  private static void dropSchemasOfBytes(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.at("/schema/format").asText().equals("binary")) {
      object.remove("schema");
    }
    node.forEach(Contract::dropSchemasOfBytes);
  }

  /**
   * Where an exchange is not as the document says, a line for each difference. The answer is always
   * compared; the request only if it was accepted (2xx), since a test may send what is wrong.
   */
  List<String> differences(Request request, Response answer) {
    return differences(request, answer, answer.getStatus() / 100 == 2);
  }

  /** The same, for a request of which parts may be wrong although it is accepted. */
  List<String> differencesOfTheAnswer(Request request, Response answer) {
    return differences(request, answer, false);
  }

  private List<String> differences(Request request, Response answer, boolean both) {
    if (request.getMethod() == Request.Method.OPTIONS) {
      return List.of(); // HTTP's own, answered for every path; no document lists it
    }
    boolean head = request.getMethod() == Request.Method.HEAD;
    Request.Method method = head ? Request.Method.GET : request.getMethod();
    ValidationReport report = validator.validateResponse(request.getPath(), method, answer);
    if (report.getMessages().stream()
        .anyMatch(message -> NO_OPERATION.contains(message.getKey()))) {
      return REFUSED_BEFORE_ROUTING.contains(answer.getStatus())
          ? List.of()
          : List.of("no such operation");
    }
    Stream<ValidationReport.Message> found =
        report.getMessages().stream().filter(message -> !head || !message.getKey().equals(NO_BODY));
    if (both && !head) {
      boolean bare = request.getRequestBody().filter(Body::hasBody).isEmpty();
      found =
          Stream.concat(
              found,
              validator.validateRequest(request).getMessages().stream()
                  .filter(message -> !bare || !message.getKey().equals(NO_TYPE)));
    }
    return found
        .filter(message -> message.getLevel() == ERROR)
        .map(Contract::line)
        .distinct()
        .toList();
  }

  private static String line(ValidationReport.Message message) {
    String place =
        message
            .getContext()
            .flatMap(MessageContext::getPointers)
            .map(pointers ->
                " at " + (pointers.getInstance().isEmpty() ? "/" : pointers.getInstance()))
            .orElse("");
    String parameter =
        message
            .getContext()
            .flatMap(MessageContext::getParameter)
            .map(described -> " of " + described.getName())
            .orElse("");
    return message.getKey().replace("validation.", "")
        + parameter
        + place
        + ": "
        + message.getMessage();
  }
}
