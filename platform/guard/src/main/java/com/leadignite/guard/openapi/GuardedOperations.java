package com.leadignite.guard.openapi;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.access.DeclaredAccess;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.cookie.AccessCookie;
import com.leadignite.guard.openapi.RecordSchemas.Use;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document from the code, while the service is built: credentials and scopes
 * from {@link Access}, bodies and answers from their records, parameters from {@link
 * QueryParameters}, problems and header fields from their declarations.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class GuardedOperations implements OASFilter {

  private static final String BEARER = "bearer";
  private static final String API_KEY = "apiKey";
  private static final String COOKIE = "cookie";
  private static final String DPOP = "dpop";
  private static final String FORM = "application/x-www-form-urlencoded";

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
    Components components = document.getComponents();
    components
        .addSecurityScheme(
            BEARER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(
                    "An access token of auth-service, ES256, for 15 minutes; or an API key. 403"
                        + " `other-organization` if `X-Organization` names another than it acts in."))
        .addSecurityScheme(
            DPOP,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("dpop")
                .description(
                    "An access token that is bound to a key, with a proof of it in `DPoP`"
                        + " (RFC 9449)."))
        .addSecurityScheme(
            API_KEY,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("x-api-key")
                .description(scopes()))
        .addSecurityScheme(
            COOKIE,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(AccessCookie.NAME)
                .description(
                    "An access token, for pages of the front end. Not read if another credential is"
                        + " sent. What is not GET or HEAD, and what says so, also needs the session's CSRF token"
                        + " in `X-Csrf-Token`; without it, and from other sites, the answer is 403"
                        + " `cross-site-request`."))
        .addSchema("Problem", ProblemSchema.create());
    if (document.getServers() == null || document.getServers().isEmpty()) {
      document.addServer(OASFactory.createServer().url("/").description("This platform"));
    }
    Headers.addTo(components);
    RecordSchemas schemas = new RecordSchemas(components);
    Examples examples = new Examples();
    Map<String, String> ids = new HashMap<>();
    for (Endpoint endpoint : Endpoints.of(index)) {
      Operation operation = operation(document, endpoint);
      if (operation != null) {
        describe(operation, endpoint, schemas, examples, components);
        unique(ids, operation.getOperationId(), endpoint);
      }
    }
    UnusedComponents.removeFrom(document);
  }

  private static @Nullable Operation operation(OpenAPI document, Endpoint endpoint) {
    Optional<String> verb = endpoint.verb();
    if (document.getPaths() == null || verb.isEmpty()) {
      return null;
    }
    PathItem item = document.getPaths().getPathItem(endpoint.path());
    return item == null ? null : item.getOperations().get(PathItem.HttpMethod.valueOf(verb.get()));
  }

  /** Two methods that read different media types may be one operation. */
  private static void unique(Map<String, String> ids, String id, Endpoint endpoint) {
    String operation = endpoint.verb().orElse("") + " " + endpoint.path();
    String other = ids.put(id, operation);
    if (other != null && !other.equals(operation)) {
      throw new IllegalStateException(id + " names two operations: " + other + ", " + operation);
    }
  }

  private static void describe(
      Operation operation,
      Endpoint endpoint,
      RecordSchemas schemas,
      Examples examples,
      Components components) {
    name(operation, endpoint);
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    status(operation, endpoint);
    secure(operation, endpoint.access());
    Parameters.describe(operation, endpoint, schemas);
    bodies(operation, endpoint, schemas);
    Problems.describe(operation.getResponses(), endpoint, components);
    Answers.describe(operation.getResponses(), endpoint);
    Headers.describe(operation.getResponses(), endpoint);
    examples.addTo(operation);
  }

  private static void name(Operation operation, Endpoint endpoint) {
    if (operation.getOperationId() == null) {
      operation.setOperationId(endpoint.operationId());
    }
    if (operation.getSummary() == null) {
      String words = endpoint.operationId().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
      operation.setSummary(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }
    if (operation.getDescription() == null) {
      operation.setDescription(operation.getSummary() + ".");
    }
  }

  /** A status that the document's scanner does not see. */
  private static void status(Operation operation, Endpoint endpoint) {
    ResponseStatus status = endpoint.method().getAnnotation(ResponseStatus.class);
    int code = status == null ? (endpoint.answersNothing() ? 204 : 200) : status.value();
    APIResponse ok = operation.getResponses().getAPIResponse("200");
    if (code == 200 || ok == null) {
      return;
    }
    operation.getResponses().removeAPIResponse("200");
    if (!operation.getResponses().hasAPIResponse(Integer.toString(code))) {
      operation.getResponses().addAPIResponse(Integer.toString(code), ok);
    }
  }

  private static void secure(Operation operation, Access access) {
    // Set and not added: Quarkus runs the filters more than once over one document.
    List<SecurityRequirement> either = new ArrayList<>();
    List<String> scopes = Scope.names(Stream.of(access.scopes())).toList();
    if (access.value() != Audience.PUBLIC) {
      either.add(OASFactory.createSecurityRequirement().addScheme(BEARER, scopes));
    }
    if (DeclaredAccess.isDelegable(access)) {
      either.add(OASFactory.createSecurityRequirement().addScheme(API_KEY, scopes));
      either.add(OASFactory.createSecurityRequirement().addScheme(DPOP, scopes));
    }
    if (access.value() == Audience.SIGNED_IN || access.value() == Audience.ADMIN) {
      either.add(OASFactory.createSecurityRequirement().addScheme(COOKIE, scopes));
    }
    operation.setSecurity(either);
  }

  /** What a key can be narrowed to. */
  private static String scopes() {
    return Stream.of(Scope.values())
        .filter(Scope::isDelegable)
        .map(scope -> "- `" + scope.wireName() + "`: " + scope.description() + '\n')
        .collect(
            Collectors.joining(
                "",
                "An API key, here or as a bearer token, with the operation's scopes and role:\n\n",
                ""));
  }

  /** A field of a form is read as a list only to refuse it if it is sent twice. */
  private static void form(Operation operation) {
    MediaType form =
        operation.getRequestBody() == null || operation.getRequestBody().getContent() == null
            ? null
            : operation.getRequestBody().getContent().getMediaType(FORM);
    if (form != null && form.getSchema() != null && form.getSchema().getProperties() != null) {
      form.getSchema()
          .getProperties()
          .forEach((name, field) -> {
            if (field.getItems() != null) {
              form.getSchema().addProperty(name, field.getItems());
            }
          });
    }
  }

  private static void bodies(Operation operation, Endpoint endpoint, RecordSchemas schemas) {
    endpoint
        .body()
        .ifPresent(body -> {
          Schema schema = schemas.of(body.type(), body.use());
          if (operation.getRequestBody() != null
              && operation.getRequestBody().getContent() != null) {
            // An operation that does without a body says so: @RequestBody(required = false).
            boolean optional = Boolean.FALSE.equals(operation.getRequestBody().getRequired());
            operation.getRequestBody().setRequired(!optional);
            operation
                .getRequestBody()
                .getContent()
                .getMediaTypes()
                .forEach((type, content) -> {
                  if (!type.equals(FORM)) {
                    content.setSchema(schema);
                  }
                });
          }
        });
    form(operation);
    schemas.of(endpoint.answer(), Use.ANSWER);
    endpoint.namedAnswers().forEach(type -> schemas.of(type, Use.ANSWER));
  }
}
