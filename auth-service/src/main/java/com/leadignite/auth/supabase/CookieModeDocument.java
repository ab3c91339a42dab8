package com.leadignite.auth.supabase;

import com.leadignite.auth.browser.SessionMode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Describes, of every operation that answers a session, that its tokens can go into cookies. */
final class CookieModeDocument {

  private static final String SCHEMAS = "#/components/schemas/";
  private static final String SESSION = SCHEMAS + "SessionView";
  private static final String COOKIE_SESSION = SCHEMAS + "CookieSession";
  private static final String FIELD = "X-Session-Mode";

  private CookieModeDocument() {}

  /** Quarkus may run filters more than once over one document. */
  static void complete(OpenAPI document) {
    document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(CookieModeDocument::complete);
  }

  private static void complete(Operation operation) {
    MediaType answer = json(operation.getResponses().getAPIResponse("200"));
    if (answer == null || answer.getSchema() == null) {
      return;
    }
    List<Schema> either = alternatives(answer.getSchema());
    if (!contains(either, SESSION) || contains(either, COOKIE_SESSION)) {
      return;
    }
    List<Schema> all = new ArrayList<>(either);
    all.add(OASFactory.createSchema().ref(COOKIE_SESSION));
    answer.setSchema(OASFactory.createSchema().anyOf(all));
    operation.addParameter(
        OASFactory.createParameter()
            .name(FIELD)
            .in(Parameter.In.HEADER)
            .description(
                "`cookie` lets the tokens be set as cookies instead of answered; for pages of the"
                    + " front end.")
            .schema(
                OASFactory.createSchema()
                    .addType(SchemaType.STRING)
                    .addEnumeration(SessionMode.COOKIE)));
    if (!operation.getResponses().hasAPIResponse("403")) {
      operation
          .getResponses()
          .addAPIResponse(
              "403",
              OASFactory.createAPIResponse().ref("#/components/responses/cross-site-request"));
    }
  }

  private static @Nullable MediaType json(@Nullable APIResponse response) {
    return response == null || response.getContent() == null
        ? null
        : response.getContent().getMediaType("application/json");
  }

  private static List<Schema> alternatives(Schema schema) {
    return schema.getAnyOf() == null ? List.of(schema) : schema.getAnyOf();
  }

  private static boolean contains(List<Schema> schemas, String ref) {
    return schemas.stream().anyMatch(schema -> ref.equals(schema.getRef()));
  }
}
