package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Uses {@link Leads} as another package of the service would. */
@Path("/leads/v1/door")
@Produces(MediaType.APPLICATION_JSON)
public final class LeadsDoor {

  private final CurrentCaller caller;
  private final Leads leads;
  private final Rows rows;

  LeadsDoor(CurrentCaller caller, Leads leads, Rows rows) {
    this.caller = caller;
    this.leads = leads;
    this.rows = rows;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesLeads
  @Operation(hidden = true)
  public Uni<Leads.Seen> create(ObjectNode details) {
    Caller.Person person = caller.person();
    return leads.create(person, details).chain(id -> leads.see(person, id));
  }

  @GET
  @Path("/{id}")
  @ReadsLeads
  @Operation(hidden = true)
  public Uni<Leads.Seen> see(@PathParam("id") String id) {
    return leads.see(caller.person(), UUID.fromString(id));
  }

  @GET
  @Path("/{id}/locked")
  @ReadsLeads
  @Operation(hidden = true)
  public Uni<Leads.Seen> lock(@PathParam("id") String id) {
    Caller.Person person = caller.person();
    return rows.as(person)
        .transaction(transaction -> leads.lock(transaction, person, UUID.fromString(id)));
  }
}
