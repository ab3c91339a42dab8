package com.leadignite.guard.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.problem.CommonProblem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GuardedOperationsTest {

  private final OpenAPI document = OASFactory.createOpenAPI();

  @ProblemDeclaration
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  private @interface Problems {
    CommonProblem[] value();
  }

  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.ADMIN,
      scopes = Scope.LEADS_WRITE)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  private @interface Administration {}

  @Body
  record Order(
      @NotNull @Line(max = 100) String placedBy,
      @org.eclipse.microprofile.openapi.annotations.media.Schema(
              description = "How soon.",
              examples = "3")
          @Range(min = 1, max = 9)
          int priority,
      @Pattern(regexp = "[a-z]+") @Nullable String code,
      @Size(max = 3) List<@Line(max = 4) String> labels,
      @Valid Place place,
      Role role) {

    Order {
      labels = List.copyOf(labels);
      place = place == null ? new Place("", null) : place;
      role = role == null ? Role.USER : role;
    }
  }

  record Place(String city, @Nullable Instant since) {}

  record Stored(UUID id, TenantId tenantId, @Nullable Role approvedBy, Place place, long version) {}

  record Query(
      @Min(1) @Max(5) @Nullable Integer limit, List<Role> role, boolean archived, String sort) {

    Query {
      role = List.copyOf(role);
      sort = sort == null ? "-id" : sort;
    }
  }

  /** Without a path of its own: it is no resource of the tests that start a service. */
  private static final class OrderResource {

    @POST
    @Path("/orders")
    @Administration
    @AnswerHeaders({AnswerHeader.ETAG, AnswerHeader.LOCATION})
    @RequestHeaders(RequestHeader.IDEMPOTENCY_KEY)
    @Problems(CommonProblem.CONFLICT)
    @SuppressWarnings("unused")
    Uni<RestResponse<Stored>> create(SentBody<Order> body) {
      return Uni.createFrom().nothing();
    }

    @GET
    @Path("/orders")
    @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
    @QueryParameters(Query.class)
    @SuppressWarnings("unused")
    Uni<Page<Stored>> listOrders() {
      return Uni.createFrom().nothing();
    }

    @PATCH
    @Path("/orders/{id: [^/]+}")
    @Administration
    @SuppressWarnings("unused")
    Uni<Stored> change(MergePatch<Order> body) {
      return Uni.createFrom().nothing();
    }

    @DELETE
    @Path("/orders/{id: [^/]+}")
    @Administration
    @SuppressWarnings("unused")
    Uni<RestResponse<Void>> delete() {
      return Uni.createFrom().nothing();
    }
  }

  @BeforeEach
  void describe() throws IOException {
    document.setComponents(
        OASFactory.createComponents().addSchema("Leftover", OASFactory.createSchema()));
    document.setPaths(
        OASFactory.createPaths()
            .addPathItem(
                "/orders",
                OASFactory.createPathItem()
                    .GET(scanned(false, "PageStored"))
                    .POST(scanned(true, "Stored")))
            .addPathItem(
                "/orders/{id}",
                OASFactory.createPathItem()
                    .PATCH(scanned(true, "Stored").addParameter(id()))
                    .DELETE(scanned(false, "Stored").addParameter(id()))));
    GuardedOperations filter = new GuardedOperations(index());
    filter.filterOpenAPI(document);
    // As Quarkus does; nothing may be there twice.
    filter.filterOpenAPI(document);
  }

  @Test
  void saysWhatABodyMayHave() {
    Schema order = schema("OrderBody");

    assertEquals(List.of("placed_by", "priority"), order.getRequired());
    assertEquals(100, order.getProperties().get("placed_by").getMaxLength());
    assertEquals("^(?:[a-z]+)$", order.getProperties().get("code").getPattern());
    Schema priority = order.getProperties().get("priority");
    assertEquals(BigDecimal.valueOf(9), priority.getMaximum());
    assertEquals("How soon.", priority.getDescription());
    assertEquals(List.of(3L), priority.getExamples());
    Schema labels = order.getProperties().get("labels");
    assertEquals(3, labels.getMaxItems());
    assertEquals(4, labels.getItems().getMaxLength());
    assertEquals(List.of(SchemaType.ARRAY, SchemaType.NULL), labels.getType());
    assertEquals("user", order.getProperties().get("role").getDefaultValue());
    assertEquals(false, order.getAdditionalPropertiesSchema().getBooleanSchema());
    assertEquals("#/components/schemas/OrderBody", bodyRef("/orders", PathItem.HttpMethod.POST));
  }

  @Test
  void saysThatAPatchNeedsNothing() {
    Schema patch = schema("OrderPatch");

    assertNull(patch.getRequired());
    assertNull(patch.getProperties().get("role").getDefaultValue());
    assertEquals(
        "#/components/schemas/OrderPatch", bodyRef("/orders/{id}", PathItem.HttpMethod.PATCH));
  }

  @Test
  void saysWhatAnAnswerHas() {
    Schema stored = schema("Stored");

    assertEquals(
        List.of("id", "tenant_id", "approved_by", "place", "version"), stored.getRequired());
    assertEquals("uuid", stored.getProperties().get("tenant_id").getFormat());
    assertEquals(2, stored.getProperties().get("approved_by").getAnyOf().size());
    assertEquals(
        List.of(SchemaType.STRING, SchemaType.NULL),
        schema("Place").getProperties().get("since").getType());
    assertEquals(
        "#/components/schemas/Stored",
        schema("PageStored").getProperties().get("items").getItems().getRef());
    assertEquals(
        List.of("user", "agent", "manager", "admin", "service", "platform_admin"),
        schema("Role").getEnumeration());
  }

  @Test
  void takesOutWhatNothingRefersTo() {
    assertFalse(document.getComponents().getSchemas().containsKey("Leftover"));
    Set<String> headers = document.getComponents().getHeaders().keySet();
    assertTrue(headers.containsAll(Set.of("ETag", "Retry-After")), headers::toString);
    assertFalse(headers.contains("Idempotency-Replayed"), headers::toString);
  }

  @Test
  void namesProblemsByTheirSlugs() {
    APIResponse conflict = response("/orders", PathItem.HttpMethod.POST, "409");
    APIResponse forbidden = response("/orders", PathItem.HttpMethod.POST, "403");

    assertTrue(conflict.getDescription().contains("`conflict`"));
    assertEquals(
        Set.of("conflict"),
        conflict.getContent().getMediaType("application/problem+json").getExamples().keySet());
    for (String slug : Set.of("forbidden", "insufficient-scope", "address-not-allowed")) {
      assertEquals(
          2, forbidden.getDescription().split('`' + slug + '`', -1).length, slug + " once");
    }
    assertFalse(operation("/orders", PathItem.HttpMethod.GET).getResponses().hasAPIResponse("401"));
  }

  @Test
  void namesHeaderFields() {
    assertEquals(
        Set.of("X-Request-Id", "RateLimit", "RateLimit-Policy", "ETag", "Location"),
        response("/orders", PathItem.HttpMethod.POST, "200").getHeaders().keySet());
    Parameter key = operation("/orders", PathItem.HttpMethod.POST).getParameters().getFirst();
    assertEquals("Idempotency-Key", key.getName());
    assertEquals("^[!-~]{1,255}$", key.getSchema().getPattern());
  }

  @Test
  void saysOnceWhatEveryOperationMayAnswer() {
    for (PathItem.HttpMethod method : List.of(PathItem.HttpMethod.GET, PathItem.HttpMethod.POST)) {
      APIResponse refused = operation("/orders", method).getResponses().getAPIResponse("429");
      assertEquals("#/components/responses/too-many-requests", refused.getRef());
      assertNull(refused.getHeaders());
      // One with several problems is each operation's own.
      assertNull(operation("/orders", method).getResponses().getAPIResponse("400").getRef());
    }

    APIResponse shared = document.getComponents().getResponses().get("too-many-requests");
    assertEquals("- `too-many-requests`: Too many requests.", shared.getDescription());
    assertEquals(
        Set.of("too-many-requests"),
        shared.getContent().getMediaType("application/problem+json").getExamples().keySet());
    assertTrue(shared.getHeaders().containsKey("Retry-After"));
  }

  @Test
  void describesQueries() {
    List<Parameter> parameters = operation("/orders", PathItem.HttpMethod.GET).getParameters();

    assertEquals(
        List.of("limit", "role", "archived", "sort"),
        parameters.stream().map(Parameter::getName).toList());
    assertEquals(BigDecimal.valueOf(5), parameters.get(0).getSchema().getMaximum());
    assertEquals(false, parameters.get(1).getExplode());
    assertEquals("-id", parameters.get(3).getSchema().getDefaultValue());
  }

  @Test
  void namesAndSecuresOperations() {
    Operation create = operation("/orders", PathItem.HttpMethod.POST);
    Operation delete = operation("/orders/{id}", PathItem.HttpMethod.DELETE);

    assertEquals("createOrder", create.getOperationId());
    assertEquals("Create order", create.getSummary());
    assertEquals(
        Map.of("bearer", List.of("leads:write")), create.getSecurity().getFirst().getSchemes());
    assertEquals("listOrders", operation("/orders", PathItem.HttpMethod.GET).getOperationId());
    assertTrue(operation("/orders", PathItem.HttpMethod.GET).getSecurity().isEmpty());
    assertTrue(delete.getResponses().hasAPIResponse("204"));
    assertFalse(delete.getResponses().hasAPIResponse("200"));
    assertEquals("uuid", delete.getParameters().getFirst().getSchema().getFormat());
  }

  @Test
  void refusesTwoRecordsOfOneName() {
    RecordSchemas schemas = new RecordSchemas(OASFactory.createComponents());
    schemas.of(Place.class, RecordSchemas.Use.ANSWER);

    assertThrows(
        IllegalStateException.class, () -> schemas.of(Other.Place.class, RecordSchemas.Use.ANSWER));
  }

  private static final class Other {
    record Place(String street) {}
  }

  private static Operation scanned(boolean body, String answer) {
    Operation operation =
        OASFactory.createOperation()
            .responses(
                OASFactory.createAPIResponses()
                    .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                            .description("OK")
                            .content(
                                OASFactory.createContent()
                                    .addMediaType("application/json", ref(answer)))));
    return body
        ? operation.requestBody(
            OASFactory.createRequestBody()
                .content(OASFactory.createContent().addMediaType("application/json", ref("Order"))))
        : operation;
  }

  private static org.eclipse.microprofile.openapi.models.media.MediaType ref(String schema) {
    return OASFactory.createMediaType()
        .schema(OASFactory.createSchema().ref("#/components/schemas/" + schema));
  }

  private static Parameter id() {
    return OASFactory.createParameter()
        .name("id")
        .in(Parameter.In.PATH)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }

  private Schema schema(String name) {
    return document.getComponents().getSchemas().get(name);
  }

  private Operation operation(String path, PathItem.HttpMethod method) {
    return document.getPaths().getPathItem(path).getOperations().get(method);
  }

  private APIResponse response(String path, PathItem.HttpMethod method, String status) {
    APIResponse response = operation(path, method).getResponses().getAPIResponse(status);
    return response.getRef() == null
        ? response
        : document
            .getComponents()
            .getResponses()
            .get(response.getRef().substring(response.getRef().lastIndexOf('/') + 1));
  }

  private String bodyRef(String path, PathItem.HttpMethod method) {
    return operation(path, method)
        .getRequestBody()
        .getContent()
        .getMediaType("application/json")
        .getSchema()
        .getRef();
  }

  private static Index index() throws IOException {
    Indexer indexer = new Indexer();
    for (Class<?> type : new Class<?>[] {OrderResource.class, Administration.class}) {
      indexer.indexClass(type);
    }
    return indexer.complete();
  }
}
