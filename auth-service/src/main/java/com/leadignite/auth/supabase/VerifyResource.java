package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.LOCKED_OUT;
import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.OTP_ADDRESS_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.OTP_INVALID;
import static com.leadignite.auth.problem.AuthProblem.OTP_TOKEN_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.OTP_TYPE_UNKNOWN;
import static com.leadignite.auth.problem.AuthProblem.PHONE_COUNTRY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.PHONE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PHONE_OTP_DISABLED;

import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.oauth.OAuthForm;
import com.leadignite.auth.onetime.OneTimeConfig;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.redirect.Redirects;
import com.leadignite.auth.supabase.MailBodies.HalfDone;
import com.leadignite.auth.supabase.MailBodies.VerifyBody;
import com.leadignite.auth.verify.Verified;
import com.leadignite.auth.verify.Verify;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /verify}: the codes and links of mails. */
@Path("/auth/v1/verify")
@Tag(name = "Mail", description = "The API of Supabase Auth")
public final class VerifyResource {

  private static final String WHERE =
      "A redirect to where the request for the mail said: with the session in the fragment, with a"
          + " `code` for a client that uses PKCE, or with `error` and `error_code`";

  private final Verify verify;
  private final Addresses addresses;
  private final Redirects redirects;
  private final LinkPage page;
  private final CurrentRequest request;
  private final DeviceCookie deviceCookie;
  private final OneTimeConfig config;

  VerifyResource(
      Verify verify,
      Addresses addresses,
      Redirects redirects,
      LinkPage page,
      CurrentRequest request,
      DeviceCookie deviceCookie,
      OneTimeConfig config) {
    this.verify = verify;
    this.addresses = addresses;
    this.redirects = redirects;
    this.page = page;
    this.request = request;
    this.deviceCookie = deviceCookie;
    this.config = config;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Produces(MediaType.APPLICATION_JSON)
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "verify",
      summary = "Use a code or a link of a mail",
      description =
          "Takes `email` or `phone` and `token`, the code, or `token_hash`, the token of the link;"
              + " once. `type` is `signup`, `invite`, `magiclink`, `recovery`, `email_change` or"
              + " `email`, or of a text `sms` or `phone_change`. A change of address is answered a"
              + " session once both mailboxes have agreed. Wrong codes count as wrong passwords do.")
  @APIResponse(
      responseCode = "200",
      description = "A session, or what is still to be done",
      content = @Content(schema = @Schema(anyOf = {SessionView.class, HalfDone.class})))
  @MayCreateAccount
  @Problems({
    OTP_INVALID,
    ORGANIZATION_SUSPENDED,
    OTP_TYPE_UNKNOWN,
    OTP_TOKEN_NEEDED,
    OTP_ADDRESS_NEEDED,
    EMAIL_INVALID,
    PHONE_INVALID,
    PHONE_COUNTRY_REFUSED,
    PHONE_EXISTS,
    PHONE_OTP_DISABLED,
    LOCKED_OUT
  })
  public Uni<Object> verify(@Nullable VerifyBody body) {
    VerifyBody sent = Credentials.needed(body);
    Set<Purpose> purposes = VerificationType.purposes(sent.type());
    Device device = deviceCookie.ofRequest();
    return used(sent, purposes, device)
        .invoke(verified -> Followed.remember(device, verified))
        .map(VerifyResource::answer);
  }

  private Uni<Verified> used(VerifyBody sent, Set<Purpose> purposes, Device device) {
    if (sent.tokenHash() != null && !sent.tokenHash().isEmpty()) {
      return verify.link(sent.tokenHash(), purposes, false);
    }
    if (sent.token() == null || sent.token().isEmpty()) {
      throw AuthProblem.OTP_TOKEN_NEEDED.problem();
    }
    return verify.code(
        addresses.one(sent.email(), sent.phone()),
        purposes,
        sent.token(),
        request.info().orElseThrow().address().network(),
        device.token());
  }

  private static Object answer(Verified verified) {
    return switch (verified) {
      case Verified.SignedIn signedIn -> SessionView.of(signedIn.session());
      case Verified.HalfDone _ -> HalfDone.answer();
      case Verified.CodeMade _ ->
          throw new IllegalStateException("a code is for who opened a link in a browser");
    };
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(
      operationId = "openLink",
      summary = "Open the link of a mail",
      description =
          "Answers a page whose button uses the link; opening it any number of times does not. If"
              + " `leadignite.auth.one-time.used-by-get` is set, opening the link uses it, as with"
              + " Supabase Auth.")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(
      responseCode = "303",
      description = WHERE,
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems({OTP_TYPE_UNKNOWN, OTP_TOKEN_NEEDED})
  public Uni<RestResponse<String>> open(
      @QueryParam("token") @Nullable String token,
      @QueryParam("type") @Nullable String type,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context Request asked) {
    Set<Purpose> purposes = VerificationType.purposes(type);
    String link = needed(token);
    // HEAD is answered as GET is, and must not use anything.
    if (config.usedByGet() && asked.getMethod().equals("GET")) {
      return follow(link, purposes, redirects.target(redirectTo));
    }
    String target = redirects.target(redirectTo);
    return Uni.createFrom()
        .item(
            ResponseBuilder.ok(page.of(link, String.valueOf(type), target))
                .header("Content-Security-Policy", LinkPage.policy(target))
                .build());
  }

  @POST
  @Path("/link")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "followLink",
      summary = "Use the link of a mail, from its page",
      description = "What the page of `openLink` sends. Not for pages of other sites.")
  @APIResponse(
      responseCode = "303",
      description = WHERE,
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems(
      value = {OTP_TYPE_UNKNOWN, OTP_TOKEN_NEEDED},
      common = CommonProblem.FORBIDDEN)
  public Uni<RestResponse<String>> followLink(
      @RestForm("token") @Nullable List<String> token,
      @RestForm("type") @Nullable List<String> type,
      @RestForm("redirect_to") @Nullable List<String> redirectTo,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
    // Another site's page must not sign anybody in to an account of its choice.
    if (site != null && !site.equals("same-origin")) {
      throw new Problem(CommonProblem.FORBIDDEN, "Open the link of the mail.");
    }
    return follow(
        needed(OAuthForm.one("token", token)),
        VerificationType.purposes(OAuthForm.one("type", type)),
        redirects.target(OAuthForm.one("redirect_to", redirectTo)));
  }

  /**
   * Redirects the person to the address stored with the link. Only an error is reported at the
   * address that the link itself names, which has to be allowed as well.
   */
  private Uni<RestResponse<String>> follow(String token, Set<Purpose> purposes, String otherwise) {
    Device device = deviceCookie.ofRequest();
    return verify
        .link(token, purposes, true)
        .invoke(verified -> Followed.remember(device, verified))
        .map(Followed::landing)
        .onFailure(Followed::isReported)
        .recoverWithItem(e -> Followed.failed(otherwise, e))
        .map(Followed::redirect);
  }

  private static String needed(@Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw AuthProblem.OTP_TOKEN_NEEDED.problem();
    }
    return token;
  }
}
