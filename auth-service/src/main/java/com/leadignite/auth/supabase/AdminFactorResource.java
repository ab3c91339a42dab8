package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.FACTOR_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.USER_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.account.AdministersUsers;
import com.leadignite.auth.account.ReadsUsers;
import com.leadignite.auth.admin.ReadUsers;
import com.leadignite.auth.admin.RemoveUserFactor;
import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.supabase.UserView.FactorView;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /admin/users/{id}/factors}: the second factors of an account, for administrators who help
 * people that lost them.
 */
@Path("/auth/v1/admin/users/{id}/factors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class AdminFactorResource {

  /** What {@link RemoveUserFactor} does, whatever kind of factor it is. */
  static final String REMOVAL =
      "For a person who lost it. Recovery codes go with the last factor. The account's sessions"
          + " end, and every service refuses its tokens.";

  private final CurrentCaller caller;
  private final ReadUsers readUsers;
  private final RemoveUserFactor removeFactor;

  AdminFactorResource(CurrentCaller caller, ReadUsers readUsers, RemoveUserFactor removeFactor) {
    this.caller = caller;
    this.readUsers = readUsers;
    this.removeFactor = removeFactor;
  }

  @GET
  @ReadsUsers
  @Operation(operationId = "listUserFactors", summary = "The second factors of an account")
  @APIResponse(responseCode = "200", description = "The factors, the oldest first")
  @Problems(
      value = {USER_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<List<FactorView>> factors(@PathParam("id") String id) {
    return readUsers
        .read(new UserId(PathId.of(id)))
        .map(account -> account.factors().stream().map(FactorView::of).toList());
  }

  @DELETE
  @Path("/{factor_id}")
  @AdministersUsers
  @Operation(
      operationId = "deleteUserFactor",
      summary = "Remove a second factor of an account",
      description = REMOVAL)
  @APIResponse(responseCode = "200", description = "The factor that was removed")
  @Problems(
      value = {USER_NOT_FOUND, FACTOR_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<FactorView> remove(@PathParam("id") String id, @PathParam("factor_id") String factor) {
    return removeFactor
        .remove(caller.get(), new UserId(PathId.of(id)), PathId.of(factor))
        .map(FactorView::of);
  }
}
