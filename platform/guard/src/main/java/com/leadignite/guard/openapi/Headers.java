package com.leadignite.guard.openapi;

import com.leadignite.guard.problem.CommonProblem;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Writes the header fields of answers into the document. */
final class Headers {

  private static final Set<String> TEMPORARY =
      Set.of(
          Integer.toString(CommonProblem.TOO_MANY_REQUESTS.status()),
          Integer.toString(CommonProblem.UNAVAILABLE.status()));

  /** What has a version, and the refusals that name the current one. */
  private static final Set<String> TAGGED = Set.of("200", "201", "304", "412");

  private static final Set<String> CHALLENGED =
      Set.of(
          Integer.toString(CommonProblem.UNAUTHENTICATED.status()),
          Integer.toString(CommonProblem.FORBIDDEN.status()));

  private Headers() {}

  /** Adds the fields themselves, once for the document. */
  static void addTo(Components components) {
    for (AnswerHeader header : AnswerHeader.values()) {
      components.addHeader(
          header.field(),
          OASFactory.createHeader()
              .description(header.description())
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
  }

  /** Adds to each response the fields that it has. */
  static void describe(APIResponses responses, Endpoint endpoint) {
    responses
        .getAPIResponses()
        .forEach((code, response) -> {
          if (response.getRef() == null) {
            describe(code, response);
            endpoint.headers().stream()
                .filter(header -> isOn(code, header))
                .forEach(header -> add(response, header));
          }
        });
  }

  /** Adds to a response the fields that all with its status have. */
  static void describe(String code, APIResponse response) {
    add(response, AnswerHeader.REQUEST_ID);
    // Refusals that come before the limits lack these two.
    add(response, AnswerHeader.RATE_LIMIT_POLICY);
    add(response, AnswerHeader.RATE_LIMIT);
    if (TEMPORARY.contains(code)) {
      add(response, AnswerHeader.RETRY_AFTER);
    }
    if (CHALLENGED.contains(code)) {
      add(response, AnswerHeader.WWW_AUTHENTICATE);
    }
  }

  /** Whether answers of an endpoint with that status have fields that it declares. */
  static boolean declares(Endpoint endpoint, String code) {
    return endpoint.headers().stream().anyMatch(header -> isOn(code, header));
  }

  /** Whether answers with that status have a field that the operation declares. */
  private static boolean isOn(String code, AnswerHeader header) {
    return switch (header) {
      case ETAG -> TAGGED.contains(code);
      case RETRY_AFTER -> code.equals("409");
      default -> code.startsWith("2");
    };
  }

  private static void add(APIResponse response, AnswerHeader header) {
    response.addHeader(
        header.field(), OASFactory.createHeader().ref("#/components/headers/" + header.field()));
  }
}
