package com.leadignite.auth.supabase;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Describes in the OpenAPI document what {@link SupabaseErrors} and {@link OAuthErrors} add to
 * problems. Runs after the guard's filter, which describes the problems themselves.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 0)
public final class SupabaseDocument implements OASFilter {

  private static final String VERSION = "X-Supabase-Api-Version";
  private static final String TOKEN = "/auth/v1/token";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addHeader(
            VERSION,
            OASFactory.createHeader()
                .description("The version of the errors, if the request named one.")
                .schema(text("2024-01-01 or later.")));
    Schema problem = document.getComponents().getSchemas().get("Problem");
    if (problem != null) {
      addMembers(problem);
    }
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().values().forEach(operation -> describe(path, operation)));
  }

  private static void addMembers(Schema problem) {
    problem
        .addProperty(
            "code",
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .addType(SchemaType.INTEGER)
                .description("Supabase's code; the status for requests without a version."))
        .addProperty("message", text("The detail, for requests with a version."))
        .addProperty("error_code", text("Supabase's code, for requests without a version."))
        .addProperty("msg", text("The detail, for requests without a version."))
        .addProperty("error", text("The code of RFC 6749, for tokens asked for by a form."))
        .addProperty("error_description", text("The detail, for tokens asked for by a form."));
  }

  private static void describe(String path, Operation operation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> {
          if (status.startsWith("4") || status.startsWith("5")) {
            response.addHeader(
                VERSION, OASFactory.createHeader().ref("#/components/headers/" + VERSION));
            if (path.equals(TOKEN)) {
              addOAuthForm(response);
            }
          }
        });
  }

  private static void addOAuthForm(APIResponse response) {
    if (response.getContent() != null) {
      Map<String, MediaType> types = response.getContent().getMediaTypes();
      MediaType problem = types.get("application/problem+json");
      if (problem != null) {
        response
            .getContent()
            .addMediaType(
                "application/json", OASFactory.createMediaType().schema(problem.getSchema()));
      }
    }
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
