package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.CAPTCHA_FAILED;
import static com.leadignite.auth.problem.AuthProblem.CHANNEL_UNKNOWN;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.OTP_ADDRESS_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.OTP_TYPE_UNKNOWN;
import static com.leadignite.auth.problem.AuthProblem.PHONE_COUNTRY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PHONE_OTP_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.captcha.ProtectedOperation;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.supabase.MailBodies.MailRequested;
import com.leadignite.auth.supabase.MailBodies.OtpBody;
import com.leadignite.auth.supabase.MailBodies.RecoverBody;
import com.leadignite.auth.supabase.MailBodies.ResendBody;
import com.leadignite.auth.verify.RequestEmailChange;
import com.leadignite.auth.verify.RequestMail;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
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

/** {@code POST /otp}, {@code /recover} and {@code /resend}: mails that anybody may ask for. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Tag(name = "Mail", description = "The API of Supabase Auth")
public final class MailResource {

  private static final String SAME =
      " The answer is the same whether the address has an account or not, and whether a mail was"
          + " sent: a second one within a minute is not. The link leads to `redirect_to` if that is"
          + " allowed, else to the site.";
  private static final String REQUESTED = "The mail is queued, if the address gets one";

  private static final Map<String, Purpose> RESENT =
      Map.of(
          "signup", Purpose.SIGNUP,
          "sms", Purpose.SMS,
          "phone_change", Purpose.PHONE_CHANGE);

  private final RequestMail requestMail;
  private final RequestEmailChange requestEmailChange;
  private final AskCaptcha askCaptcha;
  private final Addresses addresses;
  private final Flows flows;

  MailResource(
      RequestMail requestMail,
      RequestEmailChange requestEmailChange,
      AskCaptcha askCaptcha,
      Addresses addresses,
      Flows flows) {
    this.requestMail = requestMail;
    this.requestEmailChange = requestEmailChange;
    this.askCaptcha = askCaptcha;
    this.addresses = addresses;
    this.flows = flows;
  }

  @POST
  @Path("/otp")
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "requestOtp",
      summary = "Send a code and a link to sign in with",
      description =
          "To `email`, or as a text with a code alone to `phone`. Unless `create_user` is false, whoever reads the mail of an address without an account"
              + " gets one by using the code or the link; `data` becomes its metadata."
              + SAME)
  @APIResponse(responseCode = "200", description = REQUESTED)
  @Problems({
    CAPTCHA_FAILED,
    EMAIL_INVALID,
    PHONE_INVALID,
    PHONE_COUNTRY_REFUSED,
    CHANNEL_UNKNOWN,
    OTP_ADDRESS_NEEDED,
    PHONE_OTP_DISABLED,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<MailRequested> otp(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable OtpBody sent) {
    OtpBody body = Credentials.needed(sent);
    Address address = addresses.one(body.email(), body.phone());
    Flow flow = flows.of(redirectTo, body.codeChallenge(), body.codeChallengeMethod());
    boolean create = body.createUser() == null || body.createUser();
    Map<String, Object> data = body.data() == null ? Map.of() : body.data();
    return askCaptcha
        .of(ProtectedOperation.OTP, body.gotrueMetaSecurity())
        .chain(() -> addresses.admit(address, body.channel()))
        .chain(() -> requestMail.signIn(address, create, data, flow))
        .map(id -> MailRequested.to(address, id));
  }

  @POST
  @Path("/recover")
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "recover",
      summary = "Send a code and a link to set a new password with",
      description = "Using either signs in; then `PUT /user` takes the password." + SAME)
  @APIResponse(responseCode = "200", description = REQUESTED)
  @Problems({
    CAPTCHA_FAILED,
    EMAIL_INVALID,
    OTP_ADDRESS_NEEDED,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<MailRequested> recover(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable RecoverBody sent) {
    RecoverBody body = Credentials.needed(sent);
    Address address = addresses.one(body.email(), null);
    Flow flow = flows.of(redirectTo, body.codeChallenge(), body.codeChallengeMethod());
    return askCaptcha
        .of(ProtectedOperation.RECOVERY, body.gotrueMetaSecurity())
        .chain(() -> again(Purpose.RECOVERY, address, flow));
  }

  @POST
  @Path("/resend")
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "resend",
      summary = "Send the mails of a sign-up or of a change of address, or a text, once more",
      description =
          "`type` is `signup`, or `email_change` with the present address; then those are sent a"
              + " mail who have not agreed yet. With `phone` it is `sms` or `phone_change`."
              + SAME)
  @APIResponse(responseCode = "200", description = REQUESTED)
  @Problems({
    CAPTCHA_FAILED,
    EMAIL_INVALID,
    PHONE_INVALID,
    PHONE_COUNTRY_REFUSED,
    OTP_ADDRESS_NEEDED,
    OTP_TYPE_UNKNOWN,
    PHONE_OTP_DISABLED,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<MailRequested> resend(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable ResendBody sent) {
    ResendBody body = Credentials.needed(sent);
    Address address = addresses.one(body.email(), body.phone());
    Flow flow = flows.of(redirectTo, body.codeChallenge(), body.codeChallengeMethod());
    Uni<Void> proven = askCaptcha.of(ProtectedOperation.RESEND, body.gotrueMetaSecurity());
    String type = String.valueOf(body.type());
    if (type.equals("email_change") && address instanceof EmailAddress email) {
      return proven
          .chain(() -> requestEmailChange.again(email, flow))
          .replaceWith(MailRequested.byMail());
    }
    Purpose purpose = RESENT.get(type);
    if (purpose == null || (purpose == Purpose.SIGNUP) != (address instanceof EmailAddress)) {
      throw AuthProblem.OTP_TYPE_UNKNOWN.problem();
    }
    return proven.chain(() -> again(purpose, address, flow));
  }

  private Uni<MailRequested> again(Purpose purpose, Address address, Flow flow) {
    return addresses
        .admit(address, null)
        .chain(() ->
            switch (address) {
              case EmailAddress email -> requestMail.again(purpose, email, flow);
              case PhoneNumber number -> requestMail.again(purpose, number);
            })
        .map(id -> MailRequested.to(address, id));
  }
}
