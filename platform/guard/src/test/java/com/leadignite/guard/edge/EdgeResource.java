package com.leadignite.guard.edge;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Endpoints of the test application that show what came through the edge. */
@Path("/edge/v1")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EdgeResource {

  /** A body with a rule on each level. */
  public record Thing(
      @NotBlank String firstName, @Max(10) int rank, @Nullable List<@Valid Address> addresses) {}

  /** A nested part of it. */
  public record Address(@Email String mailAddress) {}

  private final CurrentRequest current;

  EdgeResource(CurrentRequest current) {
    this.current = current;
  }

  @GET
  @Path("/things/{id}")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> thing(@PathParam("id") UUID id) {
    return Uni.createFrom().item(Map.of("id", id));
  }

  @GET
  @Path("/guarded/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ, scopes = Scope.LEADS_READ)
  public Uni<Map<String, Object>> guarded(@PathParam("id") UUID id) {
    return thing(id);
  }

  @POST
  @Path("/things")
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Thing> create(@Valid Thing thing) {
    return Uni.createFrom().item(thing);
  }

  @POST
  @Path("/maps")
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Map<String, Object>> map(Map<String, Object> any) {
    return Uni.createFrom().item(any);
  }

  @POST
  @Path("/raw")
  @Consumes(MediaType.WILDCARD)
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Map<String, Object>> raw(byte[] body) {
    return Uni.createFrom().item(Map.of("length", body.length));
  }

  @POST
  @Path("/imports")
  @Consumes(MediaType.WILDCARD)
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Map<String, Object>> imports(byte[] body) {
    return raw(body);
  }

  @POST
  @Path("/forms")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Access(value = Audience.PUBLIC, limit = Limit.WRITE)
  public Uni<Map<String, Object>> form(@RestForm("name") @Nullable String name) {
    return Uni.createFrom().item(Map.of("name", String.valueOf(name)));
  }

  @GET
  @Path("/request")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> request() {
    RequestInfo info = current.info().orElseThrow();
    return Uni.createFrom()
        .item(
            Map.of(
                "id",
                info.requestId(),
                "client_id",
                String.valueOf(info.clientRequestId()),
                "address",
                info.address().text()));
  }

  @GET
  @Path("/query")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> query(@Context UriInfo uri, @Context HttpHeaders headers) {
    return Uni.createFrom()
        .item(
            Map.of(
                "query",
                uri.getQueryParameters(),
                "if_match",
                headers.getRequestHeader(HttpHeaders.IF_MATCH)));
  }

  @GET
  @Path("/ranked")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> ranked(@QueryParam("top_rank") @Max(10) int topRank) {
    return Uni.createFrom().item(Map.of("rank", topRank));
  }

  @GET
  @Path("/page")
  @Produces(MediaType.TEXT_HTML)
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Response> page() {
    return Uni.createFrom()
        .item(
            Response.ok("<p>hello</p>")
                .header("Cache-Control", "public, max-age=60")
                .header("Content-Security-Policy", "default-src 'self'")
                .header("Vary", "Accept")
                .build());
  }

  @GET
  @Path("/broken")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Void> broken() {
    return Uni.createFrom()
        .failure(new IllegalStateException("password=hunter2-hunter2 for ann@mail.example"));
  }

  @GET
  @Path("/refused")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Void> refused() {
    return Uni.createFrom()
        .failure(
            new Problem(CommonProblem.CONFLICT, "It is taken.")
                .with("taken_by", "somebody")
                .header("Retry-After", "7"));
  }
}
