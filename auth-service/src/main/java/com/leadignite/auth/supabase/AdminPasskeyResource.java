package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.PASSKEY_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.USER_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.account.AdministersUsers;
import com.leadignite.auth.account.ReadsUsers;
import com.leadignite.auth.admin.ReadUsers;
import com.leadignite.auth.admin.RemoveUserFactor;
import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.passkey.ReadPasskeys;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.supabase.PasskeyViews.PasskeyView;
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
 * {@code /admin/users/{id}/passkeys}: the passkeys of an account, for administrators who help
 * people that lost them.
 */
@Path("/auth/v1/admin/users/{id}/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class AdminPasskeyResource {

  private final CurrentCaller caller;
  private final ReadUsers readUsers;
  private final ReadPasskeys readPasskeys;
  private final RemoveUserFactor removeFactor;

  AdminPasskeyResource(
      CurrentCaller caller,
      ReadUsers readUsers,
      ReadPasskeys readPasskeys,
      RemoveUserFactor removeFactor) {
    this.caller = caller;
    this.readUsers = readUsers;
    this.readPasskeys = readPasskeys;
    this.removeFactor = removeFactor;
  }

  @GET
  @ReadsUsers
  @Operation(operationId = "listUserPasskeys", summary = "The passkeys of an account")
  @APIResponse(responseCode = "200", description = "The passkeys, the oldest first")
  @Problems(
      value = {USER_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<List<PasskeyView>> passkeys(@PathParam("id") String id) {
    return readUsers
        .read(new UserId(PathId.of(id)))
        .chain(account -> readPasskeys.of(account.id()))
        .map(passkeys -> passkeys.stream().map(PasskeyView::of).toList());
  }

  @DELETE
  @Path("/{passkey_id}")
  @AdministersUsers
  @Operation(
      operationId = "deleteUserPasskey",
      summary = "Remove a passkey of an account",
      description = AdminFactorResource.REMOVAL)
  @APIResponse(responseCode = "204", description = "It is removed")
  @Problems(
      value = {USER_NOT_FOUND, PASSKEY_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Void> remove(@PathParam("id") String id, @PathParam("passkey_id") String passkey) {
    return removeFactor.removePasskey(caller.get(), new UserId(PathId.of(id)), PathId.of(passkey));
  }
}
