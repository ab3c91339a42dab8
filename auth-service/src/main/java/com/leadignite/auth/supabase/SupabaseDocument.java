package com.leadignite.auth.supabase;

import static java.util.Objects.requireNonNull;

import com.leadignite.auth.oauth.OAuthErrors;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Describes in the OpenAPI document what {@link SupabaseErrors} and {@link OAuthErrors} add to
 * problems. Runs after the guard's filter, which describes the problems themselves.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 0)
public final class SupabaseDocument implements OASFilter {

  private static final String VERSION = "X-Supabase-Api-Version";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    CookieModeDocument.complete(document);
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
    Map<String, APIResponse> shared = document.getComponents().getResponses();
    shared.values().forEach(SupabaseDocument::addVersion);
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().values().stream()
                .map(Operation::getResponses)
                .forEach(responses -> {
                  if (OAuthErrors.isSpokenAt(path)) {
                    addOAuthForm(responses, shared);
                  }
                  errors(responses)
                      .filter(error -> error.getValue().getRef() == null)
                      .forEach(error -> addVersion(error.getValue()));
                }));
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

  private static Stream<Map.Entry<String, APIResponse>> errors(APIResponses responses) {
    return Map.copyOf(responses.getAPIResponses()).entrySet().stream()
        .filter(response -> response.getKey().matches("[45].*"));
  }

  private static void addVersion(APIResponse response) {
    response.addHeader(VERSION, OASFactory.createHeader().ref("#/components/headers/" + VERSION));
  }

  /** The errors of tokens have this form besides; none of them is a response that others share. */
  private static void addOAuthForm(APIResponses responses, Map<String, APIResponse> shared) {
    errors(responses)
        .forEach(error -> {
          APIResponse own = own(error.getValue(), shared);
          responses.addAPIResponse(error.getKey(), own);
          MediaType problem = own.getContent().getMediaType("application/problem+json");
          if (problem != null) {
            own.getContent()
                .addMediaType(
                    "application/json", OASFactory.createMediaType().schema(problem.getSchema()));
          }
        });
  }

  private static APIResponse own(APIResponse response, Map<String, APIResponse> shared) {
    if (response.getRef() == null) {
      return response;
    }
    String name = response.getRef().substring(response.getRef().lastIndexOf('/') + 1);
    APIResponse one = requireNonNull(shared.get(name));
    Content content = OASFactory.createContent();
    one.getContent().getMediaTypes().forEach(content::addMediaType);
    return OASFactory.createAPIResponse()
        .description(one.getDescription())
        .headers(one.getHeaders())
        .content(content);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
