package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.CHALLENGE_EXPIRED;
import static com.leadignite.auth.problem.AuthProblem.FACTOR_NAME_CONFLICT;
import static com.leadignite.auth.problem.AuthProblem.FACTOR_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.FACTOR_TYPE_UNKNOWN;
import static com.leadignite.auth.problem.AuthProblem.LOCKED_OUT;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_NOT_SHOWN;
import static com.leadignite.auth.problem.AuthProblem.TOO_MANY_FACTORS;
import static com.leadignite.auth.problem.AuthProblem.TOTP_CODE_INVALID;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.ChallengeFactor;
import com.leadignite.auth.mfa.EnrollFactor;
import com.leadignite.auth.mfa.RemoveFactor;
import com.leadignite.auth.mfa.VerifyFactor;
import com.leadignite.auth.passkey.EnrollPasskey;
import com.leadignite.auth.passkey.PasskeyOptions;
import com.leadignite.auth.passkey.ShowPasskey;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.supabase.Credentials.CodeBody;
import com.leadignite.auth.supabase.Credentials.CredentialBody;
import com.leadignite.auth.supabase.Credentials.FactorBody;
import com.leadignite.auth.supabase.FactorViews.ChallengeView;
import com.leadignite.auth.supabase.FactorViews.EnrolledView;
import com.leadignite.auth.supabase.FactorViews.RemovedView;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /factors}: the caller's authenticator apps and passkeys. */
@Path("/auth/v1/factors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Second factors", description = "The API of Supabase Auth")
public final class FactorResource {

  private final CurrentCaller caller;
  private final EnrollFactor enrollFactor;
  private final ChallengeFactor challengeFactor;
  private final VerifyFactor verifyFactor;
  private final CompleteSession completeSession;
  private final RemoveFactor removeFactor;
  private final EnrollPasskey enrollPasskey;
  private final PasskeyOptions passkeyOptions;
  private final ShowPasskey showPasskey;

  FactorResource(
      CurrentCaller caller,
      EnrollFactor enrollFactor,
      ChallengeFactor challengeFactor,
      VerifyFactor verifyFactor,
      CompleteSession completeSession,
      RemoveFactor removeFactor,
      EnrollPasskey enrollPasskey,
      PasskeyOptions passkeyOptions,
      ShowPasskey showPasskey) {
    this.caller = caller;
    this.enrollFactor = enrollFactor;
    this.challengeFactor = challengeFactor;
    this.verifyFactor = verifyFactor;
    this.completeSession = completeSession;
    this.removeFactor = removeFactor;
    this.enrollPasskey = enrollPasskey;
    this.passkeyOptions = passkeyOptions;
    this.showPasskey = showPasskey;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @ChangesFactors
  @Operation(
      operationId = "enrollFactor",
      summary = "Start the enrolment of an authenticator app or a passkey",
      description =
          "`factor_type` is `totp` or `webauthn`. Requires a second factor shown within five"
              + " minutes, or for the first one a sign-in. The"
              + " first verification completes the enrolment, in the same session and within ten"
              + " minutes; it replaces an unfinished one of the same name.")
  @APIResponse(
      responseCode = "200",
      description = "The factor; the secret of an app is shown only here")
  @Problems({FACTOR_TYPE_UNKNOWN, FACTOR_NAME_CONFLICT, TOO_MANY_FACTORS})
  public Uni<EnrolledView> enroll(@Nullable FactorBody sent) {
    if (sent == null) {
      throw AuthProblem.FACTOR_TYPE_UNKNOWN.problem();
    }
    String name = FactorNames.read("friendly_name", sent.friendlyName());
    return switch (String.valueOf(sent.factorType())) {
      case Factor.TOTP ->
          enrollFactor
              .enroll(caller.person(), name, FactorNames.read("issuer", sent.issuer()))
              .map(EnrolledView::of);
      case Factor.WEBAUTHN ->
          enrollPasskey.enroll(caller.person(), name).map(id -> EnrolledView.ofPasskey(id, name));
      default -> throw AuthProblem.FACTOR_TYPE_UNKNOWN.problem();
    };
  }

  @POST
  @Path("/{id}/challenge")
  @FinishesSignIn
  @Operation(
      operationId = "challengeFactor",
      summary = "Request a challenge",
      description =
          "The challenge is valid for this session, once, for five minutes. For a passkey,"
              + " `webauthn.credential_options` is the argument of `navigator.credentials.create`"
              + " or, once it is enrolled, `get`.")
  @APIResponse(responseCode = "200", description = "The challenge")
  @Problems({FACTOR_NOT_FOUND})
  public Uni<ChallengeView> challenge(@PathParam("id") String id) {
    return challengeFactor
        .challenge(caller.person(), factor(id))
        .chain(challenge ->
            challenge.type().equals(Factor.WEBAUTHN)
                ? passkeyOptions
                    .ofFactor(caller.person(), challenge)
                    .map(ceremony -> ChallengeView.of(challenge, ceremony))
                : Uni.createFrom().item(ChallengeView.of(challenge, null)));
  }

  @POST
  @Path("/{id}/verify")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @ChangesFactors
  @Operation(
      operationId = "verifyFactor",
      summary = "Show a code of an authenticator app, or a passkey",
      description =
          "`code`, or `webauthn.credential_response` with what the browser returned. Codes of the"
              + " step before and after are accepted, each once. The session becomes"
              + " `aal2`, with new tokens. Completing an enrolment ends the other sessions. Five"
              + " wrong attempts, with any factor and in any session, lock all of them"
              + " for five minutes.")
  @APIResponse(responseCode = "200", description = "The session")
  @Problems({
    FACTOR_NOT_FOUND,
    CHALLENGE_EXPIRED,
    TOTP_CODE_INVALID,
    PASSKEY_NOT_SHOWN,
    PASSKEY_EXISTS,
    LOCKED_OUT
  })
  public Uni<SessionView> verify(@PathParam("id") String id, @Nullable CodeBody sent) {
    UUID factor = factor(id);
    if (sent == null || sent.challengeId() == null) {
      throw incomplete();
    }
    CredentialBody credential =
        sent.webauthn() == null ? null : sent.webauthn().credentialResponse();
    if (credential != null) {
      return complete(
          showPasskey.show(
              caller.person(), factor, challengeId(sent.challengeId()), credential.sent()));
    }
    if (sent.code() == null) {
      throw incomplete();
    }
    return complete(
        verifyFactor.verify(
            caller.person(), factor, challengeId(sent.challengeId()), sent.code().strip()));
  }

  private Uni<SessionView> complete(Uni<SessionTokens> shown) {
    return shown.chain(completeSession::complete).map(SessionView::of);
  }

  private static UUID challengeId(String sent) {
    return Uuids.parse(sent).orElseThrow(AuthProblem.CHALLENGE_EXPIRED::problem);
  }

  private static Problem incomplete() {
    return new Problem(
        CommonProblem.VALIDATION_FAILED,
        "challenge_id and code, or webauthn.credential_response, are required to verify a factor");
  }

  @DELETE
  @Path("/{id}")
  @ChangesFactors
  @Operation(
      operationId = "unenrollFactor",
      summary = "Remove a factor",
      description =
          "Removing a verified one requires a second factor shown within five minutes, and ends the"
              + " other sessions. Removing the last one also removes the recovery codes.")
  @APIResponse(responseCode = "200", description = "The factor that was removed")
  @Problems({FACTOR_NOT_FOUND})
  public Uni<RemovedView> remove(@PathParam("id") String id) {
    UUID factor = factor(id);
    return removeFactor.remove(caller.person(), factor).replaceWith(new RemovedView(factor));
  }

  private static UUID factor(String id) {
    return Uuids.parse(id).orElseThrow(AuthProblem.FACTOR_NOT_FOUND::problem);
  }
}
