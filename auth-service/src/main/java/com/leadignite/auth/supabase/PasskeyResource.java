package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.FACTOR_NAME_CONFLICT;
import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_CHALLENGE_EXPIRED;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_EXISTS;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.PASSKEY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.SECOND_FACTOR_NOT_SHOWN;
import static com.leadignite.auth.problem.AuthProblem.TOO_MANY_FACTORS;

import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.passkey.ManagePasskeys;
import com.leadignite.auth.passkey.RegisterPasskey;
import com.leadignite.auth.passkey.SignInWithPasskey;
import com.leadignite.auth.passkey.SignInWithPasskey.SignedIn;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.supabase.Credentials.CredentialBody;
import com.leadignite.auth.supabase.Credentials.NameBody;
import com.leadignite.auth.supabase.Credentials.PasskeyBody;
import com.leadignite.auth.supabase.PasskeyViews.PasskeyView;
import com.leadignite.auth.supabase.PasskeyViews.RegistrationView;
import com.leadignite.auth.supabase.PasskeyViews.SignInView;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /passkeys}: signing in without a name or a password, and the caller's passkeys. */
@Path("/auth/v1/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Passkeys", description = "The API of Supabase Auth")
public final class PasskeyResource {

  private final CurrentCaller caller;
  private final RegisterPasskey registerPasskey;
  private final SignInWithPasskey signInWithPasskey;
  private final ManagePasskeys passkeys;
  private final CompleteSession completeSession;
  private final DeviceCookie deviceCookie;

  PasskeyResource(
      CurrentCaller caller,
      RegisterPasskey registerPasskey,
      SignInWithPasskey signInWithPasskey,
      ManagePasskeys passkeys,
      CompleteSession completeSession,
      DeviceCookie deviceCookie) {
    this.caller = caller;
    this.registerPasskey = registerPasskey;
    this.signInWithPasskey = signInWithPasskey;
    this.passkeys = passkeys;
    this.completeSession = completeSession;
    this.deviceCookie = deviceCookie;
  }

  @POST
  @Path("/registration/options")
  @ChangesFactors
  @Operation(
      operationId = "beginPasskeyRegistration",
      summary = "Begin to register a passkey",
      description =
          "Needs a second factor shown within five minutes, or for the first one a sign-in."
              + " `options` is for `PublicKeyCredential.parseCreationOptionsFromJSON`; the"
              + " challenge is good for this session, once, for five minutes.")
  @APIResponse(responseCode = "200", description = "What the browser is to do")
  @Problems({TOO_MANY_FACTORS})
  public Uni<RegistrationView> beginRegistration() {
    return registerPasskey.begin(caller.person()).map(RegistrationView::of);
  }

  @POST
  @Path("/registration/verify")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @ChangesFactors
  @Operation(
      operationId = "registerPasskey",
      summary = "Register a passkey",
      description =
          "`credential` is what the browser made, as JSON. The passkey is a second factor from"
              + " then on, also after a password; the other sessions end. This session's next"
              + " access token is `aal2`.")
  @APIResponse(responseCode = "200", description = "The passkey")
  @Problems({TOO_MANY_FACTORS, PASSKEY_CHALLENGE_EXPIRED, PASSKEY_REFUSED, PASSKEY_EXISTS})
  public Uni<PasskeyView> register(@Nullable PasskeyBody sent) {
    return registerPasskey
        .finish(caller.person(), challenge(sent), credential(sent).sent())
        .map(PasskeyView::of);
  }

  @POST
  @Path("/authentication/options")
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_IN)
  @Operation(
      operationId = "beginPasskeySignIn",
      summary = "Begin to sign in with a passkey",
      description =
          "`options` is for `PublicKeyCredential.parseRequestOptionsFromJSON`; the challenge is"
              + " good once, for five minutes.")
  @APIResponse(responseCode = "200", description = "What the browser is to do")
  public Uni<SignInView> beginSignIn() {
    return signInWithPasskey.begin().map(SignInView::of);
  }

  @POST
  @Path("/authentication/verify")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_IN)
  @Operation(
      operationId = "signInWithPasskey",
      summary = "Sign in with a passkey",
      description =
          "`credential` is what the browser returned, as JSON. The session is `aal2` if the"
              + " passkey asked for a PIN or a fingerprint, and else `aal1`.")
  @APIResponse(responseCode = "200", description = "The session")
  @Problems({PASSKEY_CHALLENGE_EXPIRED, PASSKEY_REFUSED, ORGANIZATION_SUSPENDED})
  public Uni<SessionView> signIn(@Nullable PasskeyBody sent) {
    Device device = deviceCookie.ofRequest();
    return signInWithPasskey
        .finish(challenge(sent), credential(sent).sent(), device.token())
        .chain(signedIn ->
            completeSession
                .opened(signedIn.session())
                .invoke(session -> remember(device, signedIn)))
        .map(SessionView::of);
  }

  private static void remember(Device device, SignedIn signedIn) {
    UserId user = signedIn.session().account().id();
    if (signedIn.userVerified()) {
      device.rememberSecondFactor(user);
    } else {
      device.remember(user);
    }
  }

  @GET
  @FinishesSignIn
  @Operation(operationId = "listPasskeys", summary = "The caller's passkeys")
  @APIResponse(responseCode = "200", description = "The passkeys, the oldest first")
  public Uni<List<PasskeyView>> list() {
    return passkeys.list(caller.person()).map(all -> all.stream().map(PasskeyView::of).toList());
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @FinishesSignIn
  @Operation(
      operationId = "renamePasskey",
      summary = "Rename a passkey",
      description = "Needs a second factor shown in the session.")
  @APIResponse(responseCode = "200", description = "The passkey")
  @Problems({PASSKEY_NOT_FOUND, SECOND_FACTOR_NOT_SHOWN, FACTOR_NAME_CONFLICT})
  public Uni<PasskeyView> rename(@PathParam("id") String id, @Nullable NameBody sent) {
    UUID passkey = passkey(id);
    String name = sent == null ? null : FactorNames.read("friendly_name", sent.friendlyName());
    if (name == null) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "friendly_name is required");
    }
    return passkeys.rename(caller.person(), passkey, name).map(PasskeyView::of);
  }

  @DELETE
  @Path("/{id}")
  @ChangesFactors
  @Operation(
      operationId = "deletePasskey",
      summary = "Remove a passkey",
      description =
          "Needs a second factor shown within five minutes, and ends the other sessions. With the"
              + " last factor go the recovery codes.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @Problems({PASSKEY_NOT_FOUND})
  public Uni<Void> remove(@PathParam("id") String id) {
    return passkeys.remove(caller.person(), passkey(id));
  }

  private static UUID passkey(String id) {
    return Uuids.parse(id).orElseThrow(AuthProblem.PASSKEY_NOT_FOUND::problem);
  }

  private static UUID challenge(@Nullable PasskeyBody sent) {
    if (sent == null || sent.challengeId() == null) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "challenge_id is required");
    }
    return Uuids.parse(sent.challengeId())
        .orElseThrow(AuthProblem.PASSKEY_CHALLENGE_EXPIRED::problem);
  }

  private static CredentialBody credential(@Nullable PasskeyBody sent) {
    if (sent == null || sent.credential() == null) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "credential is required");
    }
    return sent.credential();
  }
}
