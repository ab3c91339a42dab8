package com.leadignite.guard.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Writes into the document what an operation answers if all is well. */
final class Answers {

  private Answers() {}

  /** Adds the answer to a conditional read, and takes away content that there is none of. */
  static void describe(APIResponses responses, Endpoint endpoint) {
    if (endpoint.headers().contains(AnswerHeader.ETAG)
        && endpoint.verb().filter("GET"::equals).isPresent()) {
      responses.addAPIResponse(
          "304",
          OASFactory.createAPIResponse()
              .description("The version that If-None-Match names is the current one."));
    }
    APIResponse nothing = responses.getAPIResponse("204");
    if (nothing != null) {
      nothing.setContent(null);
    }
  }
}
