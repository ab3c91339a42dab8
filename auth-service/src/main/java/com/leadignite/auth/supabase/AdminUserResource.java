package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.EMAIL_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.LAST_ADMIN;
import static com.leadignite.auth.problem.AuthProblem.PASSWORD_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_COUNTRY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.PHONE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PHONE_SIGN_UP_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.USER_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.WEAK_PASSWORD;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.account.AdministersUsers;
import com.leadignite.auth.account.ReadsUsers;
import com.leadignite.auth.admin.ChangeUser;
import com.leadignite.auth.admin.CreateUser;
import com.leadignite.auth.admin.DeleteUser;
import com.leadignite.auth.admin.ReadUsers;
import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.supabase.AdminBodies.AdminUserBody;
import com.leadignite.auth.supabase.AdminBodies.DeletionBody;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /admin/users}: accounts of every organization, for their administrators. */
@Path("/auth/v1/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class AdminUserResource {

  private static final String TOTAL = "X-Total-Count";
  private static final String LINK = "Link";

  private final CurrentCaller caller;
  private final ReadUsers readUsers;
  private final CreateUser createUser;
  private final ChangeUser changeUser;
  private final DeleteUser deleteUser;
  private final UserChanges changes;
  private final String address;

  AdminUserResource(
      CurrentCaller caller,
      ReadUsers readUsers,
      CreateUser createUser,
      ChangeUser changeUser,
      DeleteUser deleteUser,
      UserChanges changes,
      IssuerConfig issuer) {
    this.caller = caller;
    this.readUsers = readUsers;
    this.createUser = createUser;
    this.changeUser = changeUser;
    this.deleteUser = deleteUser;
    this.changes = changes;
    // From configuration alone, as every address that we tell (B19).
    this.address = issuer.issuer() + "/admin/users";
  }

  /** What there is to say of an account that was deleted. */
  record Deleted() {}

  @GET
  @ReadsUsers
  @Operation(
      operationId = "listUsers",
      summary = "All accounts",
      description =
          "Newest first, `per_page` (50, at most 1000) of them from page `page` on. `X-Total-Count`"
              + " is an estimate beyond 50,000 accounts; `Link` names the next page and the last.")
  @APIResponse(
      responseCode = "200",
      description = "A page of accounts",
      headers = {
        @Header(
            name = TOTAL,
            description = "How many accounts there are.",
            schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = LINK,
            description = "The next page and the last one (RFC 8288).",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = UserList.class)))
  public Uni<RestResponse<UserList>> list(
      @QueryParam("page") @Nullable String page, @QueryParam("per_page") @Nullable String perPage) {
    UserList.Asked asked = UserList.Asked.of(page, perPage);
    return readUsers
        .page(asked.size(), asked.offset())
        .map(found ->
            ResponseBuilder.ok(UserList.of(found))
                .header(TOTAL, Long.toString(found.total()))
                .header(LINK, asked.links(address, found.total()))
                .build());
  }

  @POST
  @AdministersUsers
  @Operation(
      operationId = "createUser",
      summary = "Make an account",
      description =
          "It becomes the admin of an organization of its own, named by"
              + " `user_metadata.organization_name`. The password is kept only with"
              + " `email_confirm` or `phone_confirm`: otherwise the person chooses one once the address is confirmed.")
  @APIResponse(responseCode = "200", description = "The account")
  @MayCreateAccount
  @Problems({
    EMAIL_INVALID,
    EMAIL_EXISTS,
    PASSWORD_NEEDED,
    PHONE_INVALID,
    PHONE_EXISTS,
    PHONE_COUNTRY_REFUSED,
    PHONE_SIGN_UP_DISABLED,
    WEAK_PASSWORD
  })
  public Uni<UserView> create(@Nullable AdminUserBody sent) {
    return createUser.create(changes.of(sent)).map(UserView::of);
  }

  @GET
  @Path("/{id}")
  @ReadsUsers
  @Operation(operationId = "getUserById", summary = "An account")
  @APIResponse(responseCode = "200", description = "The account")
  @Problems(
      value = {USER_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<UserView> user(@PathParam("id") String id) {
    return readUsers.read(new UserId(PathId.of(id))).map(UserView::of);
  }

  @PUT
  @Path("/{id}")
  @AdministersUsers
  @Operation(
      operationId = "updateUserById",
      summary = "Change an account",
      description =
          "Metadata is merged; a null removes a member. Another `password`, `email` or `phone`,"
              + " and a ban, end the account's sessions, and every service refuses its tokens. `ban_duration`"
              + " is `none` or a duration such as `24h` or `1h30m`. `role` is the role in the"
              + " organization that the account acts in.")
  @APIResponse(responseCode = "200", description = "The account afterwards")
  @Problems(
      value = {
        USER_NOT_FOUND,
        EMAIL_INVALID,
        EMAIL_EXISTS,
        PASSWORD_NEEDED,
        PHONE_INVALID,
        PHONE_EXISTS,
        PHONE_COUNTRY_REFUSED,
        PHONE_SIGN_UP_DISABLED,
        WEAK_PASSWORD,
        LAST_ADMIN
      },
      common = {NOT_FOUND})
  public Uni<UserView> change(@PathParam("id") String id, @Nullable AdminUserBody sent) {
    UserId user = new UserId(PathId.of(id));
    return changeUser.change(caller.get(), user, changes.of(sent)).map(UserView::of);
  }

  @DELETE
  @Path("/{id}")
  @AdministersUsers
  @Operation(
      operationId = "deleteUser",
      summary = "Delete an account",
      description =
          "With `should_soft_delete` its id is kept, and nothing else. Its address is free, its"
              + " sessions end, and every service refuses its tokens. Refused if it is the last"
              + " admin of an organization that has other members.")
  @APIResponse(responseCode = "200", description = "It is deleted")
  @Problems(
      value = {USER_NOT_FOUND, LAST_ADMIN},
      common = {NOT_FOUND})
  public Uni<Deleted> delete(
      @PathParam("id") String id, @RequestBody(required = false) @Nullable DeletionBody sent) {
    UserId user = new UserId(PathId.of(id));
    boolean soft = sent != null && Boolean.TRUE.equals(sent.shouldSoftDelete());
    return deleteUser.delete(caller.get(), user, soft).map(done -> new Deleted());
  }
}
