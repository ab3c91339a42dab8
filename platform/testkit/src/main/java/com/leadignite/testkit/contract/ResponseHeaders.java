package com.leadignite.testkit.contract;

import com.atlassian.oai.validator.interaction.response.CustomResponseValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Wants every header of an answer that clients act on to be documented; the validator itself only
 * looks at those that are.
 */
final class ResponseHeaders implements CustomResponseValidator {

  private static final List<String> ACTED_ON =
      List.of(
          "Allow",
          "Deprecation",
          "ETag",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "WWW-Authenticate",
          "X-Request-Id",
          "X-Supabase-Api-Version");

  @Override
  public ValidationReport validate(Response answer, ApiOperation operation) {
    Set<String> documented = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    response(operation.getOperation().getResponses(), answer.getStatus())
        .map(ApiResponse::getHeaders)
        .map(Map::keySet)
        .ifPresent(documented::addAll);
    return ValidationReport.from(
        ACTED_ON.stream()
            .filter(name -> !documented.contains(name) && !answer.getHeaderValues(name).isEmpty())
            .map(name ->
                ValidationReport.Message.create(
                        "validation.response.header.undocumented",
                        name + " is not documented for " + answer.getStatus())
                    .build())
            .toList());
  }

  private static Optional<ApiResponse> response(ApiResponses responses, int status) {
    return List.of(Integer.toString(status), status / 100 + "XX", "default").stream()
        .filter(responses::containsKey)
        .map(responses::get)
        .findFirst();
  }
}
