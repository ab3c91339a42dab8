package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.ANONYMOUS_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.CAPTCHA_FAILED;
import static com.leadignite.auth.problem.AuthProblem.CHANNEL_UNKNOWN;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_INVALID;
import static com.leadignite.auth.problem.AuthProblem.INVITE_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.ONE_ADDRESS_AT_SIGN_UP;
import static com.leadignite.auth.problem.AuthProblem.PASSWORD_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_COUNTRY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PHONE_SIGN_UP_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.SIGN_UP_CLOSED;
import static com.leadignite.auth.problem.AuthProblem.USER_ALREADY_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.WEAK_PASSWORD;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.captcha.ProtectedOperation;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.signin.SignInAnonymously;
import com.leadignite.auth.signin.SignUp;
import com.leadignite.auth.supabase.Credentials.SignUpBody;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /signup}. */
@Path("/auth/v1/signup")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Tag(name = "Sign-in", description = "The API of Supabase Auth")
public final class SignUpResource {

  private final SignUp signUp;
  private final SignInAnonymously signInAnonymously;
  private final CompleteSession completeSession;
  private final AskCaptcha askCaptcha;
  private final Addresses addresses;
  private final Flows flows;
  private final Ids ids;
  private final Clock clock;

  SignUpResource(
      SignUp signUp,
      SignInAnonymously signInAnonymously,
      CompleteSession completeSession,
      AskCaptcha askCaptcha,
      Addresses addresses,
      Flows flows,
      Ids ids,
      Clock clock) {
    this.signUp = signUp;
    this.signInAnonymously = signInAnonymously;
    this.completeSession = completeSession;
    this.askCaptcha = askCaptcha;
    this.addresses = addresses;
    this.flows = flows;
    this.ids = ids;
    this.clock = clock;
  }

  @POST
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_UP)
  @Operation(
      operationId = "signUp",
      summary = "Make an account",
      description =
          "With `email` or `phone`. Answers a session, or a bare user if the address has to be"
              + " confirmed first."
              + " `data` becomes the user's metadata; `data.organization_name` names the new"
              + " organization, `data.invitation_token` joins an existing one instead. The mail's"
              + " link leads to `redirect_to` if that is allowed, else to the site. With neither"
              + " address nor phone it is an anonymous account, where these are on.")
  @APIResponse(
      responseCode = "200",
      description = "A session, or a user to be confirmed",
      content = @Content(schema = @Schema(anyOf = {SessionView.class, UserView.class})))
  @MayCreateAccount
  @Problems({
    CAPTCHA_FAILED,
    EMAIL_INVALID,
    PHONE_INVALID,
    PHONE_COUNTRY_REFUSED,
    CHANNEL_UNKNOWN,
    PASSWORD_NEEDED,
    PHONE_SIGN_UP_DISABLED,
    ONE_ADDRESS_AT_SIGN_UP,
    INVITE_NOT_FOUND,
    ANONYMOUS_DISABLED,
    SIGN_UP_CLOSED,
    USER_ALREADY_EXISTS,
    WEAK_PASSWORD,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<Object> signUp(
      @QueryParam("redirect_to") @Nullable String redirectTo, @Nullable SignUpBody body) {
    SignUpBody sent = Credentials.needed(body);
    Map<String, Object> data = sent.data() == null ? Map.of() : sent.data();
    if (isAnonymous(sent)) {
      return askCaptcha
          .of(ProtectedOperation.SIGN_UP, sent.gotrueMetaSecurity())
          .chain(() -> signInAnonymously.signIn(data))
          .chain(completeSession::opened)
          .map(SessionView::of);
    }
    Address address = address(sent);
    Password password =
        Password.of(sent.password()).orElseThrow(AuthProblem.PASSWORD_NEEDED::problem);
    Flow flow = flows.of(redirectTo, sent.codeChallenge(), sent.codeChallengeMethod());
    return askCaptcha
        .of(ProtectedOperation.SIGN_UP, sent.gotrueMetaSecurity())
        .chain(() -> addresses.admit(address, sent.channel()))
        .chain(() -> signUp.signUp(address, password, data, flow))
        .chain(session ->
            session.isPresent()
                ? completeSession.opened(session.get()).map(SessionView::of)
                : Uni.createFrom()
                    .item(
                        UserView.unconfirmed(
                            ids.next(), ids.next(), address, withoutToken(data), clock.instant())));
  }

  private Address address(SignUpBody sent) {
    if (!Addresses.isGiven(sent.phone())) {
      return EmailAddress.parse(sent.email()).orElseThrow(AuthProblem.EMAIL_INVALID::problem);
    }
    if (Addresses.isGiven(sent.email())) {
      throw AuthProblem.ONE_ADDRESS_AT_SIGN_UP.problem();
    }
    return addresses.phone(sent.phone(), AuthProblem.PHONE_SIGN_UP_DISABLED);
  }

  private static boolean isAnonymous(SignUpBody sent) {
    return !Addresses.isGiven(sent.email()) && !Addresses.isGiven(sent.phone());
  }

  private static Map<String, Object> withoutToken(Map<String, Object> data) {
    Map<String, Object> kept = new HashMap<>(data);
    kept.remove("invitation_token");
    return kept;
  }
}
