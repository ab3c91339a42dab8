package com.leadignite.guard.access;

import static com.leadignite.guard.access.Audience.ADMIN;
import static com.leadignite.guard.access.Audience.PUBLIC;
import static com.leadignite.guard.access.Audience.SERVICE;
import static com.leadignite.guard.access.Audience.SIGNED_IN;

import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** One endpoint for each thing an endpoint can declare. */
@Path("/probe")
public class ProbeResource {

  private final CurrentCaller caller;

  ProbeResource(CurrentCaller caller) {
    this.caller = caller;
  }

  @GET
  @Path("/public")
  @Access(value = PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> everybody() {
    return Uni.createFrom().item(Map.of("known", caller.isKnown()));
  }

  @GET
  @Path("/read")
  @Access(value = SIGNED_IN, limit = Limit.READ)
  public Uni<Map<String, Object>> read() {
    return whoAmI();
  }

  @GET
  @Path("/changing-read")
  @Access(value = SIGNED_IN, limit = Limit.READ, changes = true)
  public Uni<Map<String, Object>> changingRead() {
    return whoAmI();
  }

  @GET
  @Path("/blocking")
  @Blocking
  @Access(value = SIGNED_IN, limit = Limit.READ)
  public Map<String, Object> blocking() {
    return Map.of("key", caller.get().key());
  }

  @POST
  @Path("/write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = SIGNED_IN, limit = Limit.WRITE)
  public Uni<Map<String, Object>> write(Map<String, Object> body) {
    return Uni.createFrom().item(Map.of("key", caller.get().key(), "body", body));
  }

  @GET
  @Path("/managers")
  @Access(
      value = SIGNED_IN,
      limit = Limit.READ,
      roles = {Role.MANAGER, Role.ADMIN})
  public Uni<Map<String, Object>> managers() {
    return whoAmI();
  }

  @GET
  @Path("/scoped")
  @Access(
      value = SIGNED_IN,
      limit = Limit.READ,
      scopes = {Scope.CALLS_READ, Scope.LEADS_READ})
  public Uni<Map<String, Object>> scoped() {
    return whoAmI();
  }

  @GET
  @Path("/first-factor")
  @Access(value = SIGNED_IN, limit = Limit.READ, assurance = Assurance.FIRST_FACTOR)
  public Uni<Map<String, Object>> firstFactor() {
    return whoAmI();
  }

  @GET
  @Path("/two-factors")
  @Access(value = SIGNED_IN, limit = Limit.READ, assurance = Assurance.TWO_FACTORS)
  public Uni<Map<String, Object>> twoFactors() {
    return whoAmI();
  }

  @GET
  @Path("/fresh")
  @Access(value = SIGNED_IN, limit = Limit.READ, fresh = true)
  public Uni<Map<String, Object>> fresh() {
    return whoAmI();
  }

  @GET
  @Path("/admin")
  @Access(value = ADMIN, limit = Limit.ADMIN, roles = Role.ADMIN)
  public Uni<Map<String, Object>> admin() {
    return whoAmI();
  }

  @GET
  @Path("/service")
  @Access(value = SERVICE, limit = Limit.SERVICE, scopes = Scope.AUDIT_WRITE)
  public Uni<Map<String, Object>> service() {
    return whoAmI();
  }

  @GET
  @Path("/limited")
  @Access(value = SIGNED_IN, limit = Limit.SIGN_UP)
  public Uni<Map<String, Object>> limited() {
    return whoAmI();
  }

  /** Refused by a policy, or not found by a store: both below the guard. */
  @GET
  @Path("/things/{id}")
  @Access(value = SIGNED_IN, limit = Limit.READ)
  public Uni<Map<String, Object>> thing(@PathParam("id") String id) {
    return Uni.createFrom()
        .failure(
            id.startsWith("known")
                ? new Problem(CommonProblem.FORBIDDEN, "You may not have this thing.")
                : new Problem(CommonProblem.NOT_FOUND, "There is no such thing."));
  }

  /** Refused without the words that everybody else uses. */
  @GET
  @Path("/curt")
  @Access(value = SIGNED_IN, limit = Limit.READ)
  public Response curt() {
    return Response.status(Response.Status.FORBIDDEN).build();
  }

  /** Hides something from strangers. */
  @GET
  @Path("/public/{id}")
  @Access(value = PUBLIC, limit = Limit.PUBLIC_READ)
  public Uni<Map<String, Object>> publicThing(@PathParam("id") String id) {
    return thing(id);
  }

  private Uni<Map<String, Object>> whoAmI() {
    return Uni.createFrom().item(Map.of("key", caller.get().key()));
  }
}
