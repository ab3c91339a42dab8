package com.leadignite.guard.openapi;

import com.leadignite.guard.access.Access;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the OpenAPI document what {@link Access} declares of each operation: the credential
 * and scopes it asks for, and the errors that the guard answers for it. Runs while the service is
 * built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class GuardedOperations implements OASFilter {

  private static final DotName ACCESS = DotName.createSimple(Access.class);
  private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
  private static final String BEARER = "bearer";
  private static final String PROBLEM = "Problem";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "400", "The request cannot be read, breaks a rule or has an ambiguous path.",
          "406", "No acceptable representation.",
          "413", "The body is too large.",
          "415", "The media type or the content encoding is not supported.",
          "429", "Too many requests: see Retry-After and RateLimit.",
          "500", "Something went wrong on our side: quote the request id.",
          "503", "Temporarily unavailable: see Retry-After.");

  private static final Map<String, String> GUARDED =
      Map.of(
          "401", "The credential is missing, expired, revoked or not ours.",
          "403", "The caller's role, scope, assurance, sign-in age or address does not suffice.");

  private final IndexView index;

  /** Made by Quarkus with the index of the service's classes. */
  public GuardedOperations(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSecurityScheme(
            BEARER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("An access token of auth-service, ES256, for 15 minutes."))
        .addSchema(PROBLEM, ProblemSchema.create());
    for (AnnotationInstance access : index.getAnnotations(ACCESS)) {
      Operation operation = operation(document, access.target().asMethod());
      if (operation != null) {
        describe(operation, access);
      }
    }
  }

  private static @Nullable Operation operation(OpenAPI document, MethodInfo method) {
    PathItem item =
        document.getPaths() == null ? null : document.getPaths().getPathItem(path(method));
    if (item == null) {
      return null;
    }
    for (Map.Entry<PathItem.HttpMethod, Operation> entry : item.getOperations().entrySet()) {
      if (method.hasAnnotation("jakarta.ws.rs." + entry.getKey().name())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The path as the document has it: without the patterns of its parameters. */
  private static String path(MethodInfo method) {
    String joined =
        "/"
            + value(method.declaringClass().declaredAnnotation(PATH))
            + "/"
            + value(method.annotation(PATH));
    String path = joined.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}").replaceAll("/+", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String value(@Nullable AnnotationInstance path) {
    return path == null ? "" : path.value().asString();
  }

  private static void describe(Operation operation, AnnotationInstance access) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    addAll(operation.getResponses(), ALWAYS);
    if (access.value().asEnum().equals("PUBLIC")) {
      operation.setSecurity(new ArrayList<>());
      return;
    }
    addAll(operation.getResponses(), GUARDED);
    AnnotationValue scopes = access.value("scopes");
    // Set and not added: Quarkus runs the filters more than once over one document.
    operation.setSecurity(
        List.of(
            OASFactory.createSecurityRequirement()
                .addScheme(BEARER, scopes == null ? List.of() : List.of(scopes.asStringArray()))));
  }

  private static void addAll(APIResponses responses, Map<String, String> errors) {
    errors.forEach((status, text) -> {
      if (!responses.hasAPIResponse(status)) {
        responses.addAPIResponse(status, OASFactory.createAPIResponse().description(text));
      }
    });
    responses.getAPIResponses().forEach(GuardedOperations::giveForm);
  }

  /**
   * Every error is a problem document; an endpoint that declares one of its own need not say so.
   */
  private static void giveForm(String status, APIResponse response) {
    if (status.matches("[45]\\d\\d") && response.getContent() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(
                  "application/problem+json",
                  OASFactory.createMediaType()
                      .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }
  }
}
