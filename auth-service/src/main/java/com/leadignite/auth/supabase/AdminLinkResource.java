package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.EMAIL_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PASSWORD_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.USER_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.WEAK_PASSWORD;

import com.leadignite.auth.account.AdministersUsers;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.admin.GenerateLink;
import com.leadignite.auth.admin.InviteUser;
import com.leadignite.auth.admin.LinkRequest;
import com.leadignite.auth.admin.LinkType;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.supabase.AdminBodies.InviteBody;
import com.leadignite.auth.supabase.AdminBodies.LinkBody;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /invite} and {@code /admin/generate_link}: links that administrators make. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class AdminLinkResource {

  private final CurrentCaller caller;
  private final InviteUser inviteUser;
  private final GenerateLink generateLink;
  private final Flows flows;

  AdminLinkResource(
      CurrentCaller caller, InviteUser inviteUser, GenerateLink generateLink, Flows flows) {
    this.caller = caller;
    this.inviteUser = inviteUser;
    this.generateLink = generateLink;
    this.flows = flows;
  }

  @POST
  @Path("/invite")
  @AdministersUsers
  @Operation(
      operationId = "inviteUser",
      summary = "Invite somebody by mail",
      description =
          "Makes an account, and mails its address a code and a link to sign in with. It becomes"
              + " the admin of an organization of its own; into one that exists people are invited"
              + " by `POST /organization/invitations`. The link leads to `redirect_to` if that is"
              + " allowed, else to the site.")
  @APIResponse(responseCode = "200", description = "The account, with `invited_at`")
  @MayCreateAccount
  @Problems({SESSION_NOT_FOUND, EMAIL_INVALID, EMAIL_EXISTS, PKCE_INCOMPLETE, PKCE_METHOD_REFUSED})
  public Uni<UserView> invite(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable InviteBody sent) {
    InviteBody body = Credentials.needed(sent);
    return inviteUser
        .invite(
            caller.get(),
            LinkRequest.toInvite(
                address(body.email()),
                known(body.data()),
                flows.of(redirectTo, body.codeChallenge(), body.codeChallengeMethod())))
        .map(UserView::of);
  }

  @POST
  @Path("/admin/generate_link")
  @AdministersUsers
  @Operation(
      operationId = "generateLink",
      summary = "Make a code and a link for somebody",
      description =
          "No mail is sent; an open one for the same becomes void. `type` is `signup`, `invite`,"
              + " `magiclink`, `recovery`, `email_change_current` or `email_change_new`; the last"
              + " two need `new_email`. The first three make an account if there is none: then a"
              + " magic link is of type `signup`. A `password` is held to the rules, and not kept.")
  @APIResponse(responseCode = "200", description = "The account, and the link")
  @MayCreateAccount
  @Problems({
    SESSION_NOT_FOUND,
    USER_NOT_FOUND,
    EMAIL_INVALID,
    EMAIL_EXISTS,
    PASSWORD_NEEDED,
    WEAK_PASSWORD
  })
  public Uni<LinkView> generate(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable LinkBody sent) {
    LinkBody body = Credentials.needed(sent);
    LinkType type =
        LinkType.of(String.valueOf(body.type()))
            .orElseThrow(() ->
                Violations.of(
                    "type",
                    "must be signup, invite, magiclink, recovery, email_change_current or"
                        + " email_change_new"));
    return generateLink
        .generate(
            caller.get(),
            new LinkRequest(
                type,
                address(body.email()),
                isEmpty(body.newEmail()) ? null : address(body.newEmail()),
                password(type, body.password()),
                known(body.data()),
                flows.of(redirectTo == null ? body.redirectTo() : redirectTo, null, null)))
        .map(LinkView::of);
  }

  private static @Nullable Password password(LinkType type, @Nullable String text) {
    if (isEmpty(text)) {
      if (type == LinkType.SIGNUP) {
        throw PASSWORD_NEEDED.problem();
      }
      return null;
    }
    return Password.of(text).orElseThrow(AuthProblem.PASSWORD_NEEDED::problem);
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static EmailAddress address(@Nullable String text) {
    return EmailAddress.parse(text).orElseThrow(AuthProblem.EMAIL_INVALID::problem);
  }

  private static Map<String, Object> known(@Nullable Map<String, Object> data) {
    return data == null ? Map.of() : data;
  }
}
