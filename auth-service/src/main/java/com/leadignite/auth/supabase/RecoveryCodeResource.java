package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.FACTOR_NAME_CONFLICT;
import static com.leadignite.auth.problem.AuthProblem.FACTOR_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.RECOVERY_CODES_ALONE;
import static com.leadignite.auth.problem.AuthProblem.RECOVERY_CODES_LOCKED;
import static com.leadignite.auth.problem.AuthProblem.RECOVERY_CODE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.VERIFIED_FACTOR_EXISTS;

import com.leadignite.auth.mfa.ManageRecoveryCodes;
import com.leadignite.auth.mfa.VerifyRecoveryCode;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.supabase.Credentials.CodeBody;
import com.leadignite.auth.supabase.Credentials.NameBody;
import com.leadignite.auth.supabase.FactorViews.RecoveryCodesView;
import com.leadignite.auth.supabase.FactorViews.RecoveryStatusView;
import com.leadignite.auth.supabase.FactorViews.RemovedView;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /factors/recovery-codes}: the caller's recovery codes. */
@Path("/auth/v1/factors/recovery-codes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Second factors", description = "The API of Supabase Auth")
public final class RecoveryCodeResource {

  private final CurrentCaller caller;
  private final ManageRecoveryCodes codes;
  private final VerifyRecoveryCode verifyCode;
  private final CompleteSession completeSession;

  RecoveryCodeResource(
      CurrentCaller caller,
      ManageRecoveryCodes codes,
      VerifyRecoveryCode verifyCode,
      CompleteSession completeSession) {
    this.caller = caller;
    this.codes = codes;
    this.verifyCode = verifyCode;
    this.completeSession = completeSession;
  }

  @GET
  @FinishesSignIn
  @Operation(operationId = "getRecoveryCodes", summary = "How many recovery codes are left")
  @APIResponse(responseCode = "200", description = "Their number, never the codes")
  @Problems({FACTOR_NOT_FOUND})
  public Uni<RecoveryStatusView> status() {
    return codes.status(caller.person()).map(RecoveryStatusView::of);
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @ChangesFactors
  @Operation(
      operationId = "generateRecoveryCodes",
      summary = "Make ten recovery codes",
      description =
          "Requires another verified factor, shown within five minutes. Each code works once. Ends"
              + " the other sessions.")
  @APIResponse(responseCode = "200", description = "The codes, shown only here")
  @Problems({RECOVERY_CODES_ALONE, VERIFIED_FACTOR_EXISTS, FACTOR_NAME_CONFLICT})
  public Uni<RecoveryCodesView> generate(@RequestBody(required = false) @Nullable NameBody sent) {
    String name = sent == null ? null : FactorNames.read("friendly_name", sent.friendlyName());
    return codes.generate(caller.person(), name).map(RecoveryCodesView::of);
  }

  @POST
  @Path("/regenerate")
  @ChangesFactors
  @Operation(
      operationId = "regenerateRecoveryCodes",
      summary = "Replace the recovery codes with ten new ones",
      description = "As for making them; the previous ones become invalid.")
  @APIResponse(responseCode = "200", description = "The codes, shown only here")
  @Problems({RECOVERY_CODES_ALONE, FACTOR_NOT_FOUND})
  public Uni<RecoveryCodesView> regenerate() {
    return codes.regenerate(caller.person()).map(RecoveryCodesView::of);
  }

  @POST
  @Path("/verify")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @FinishesSignIn
  @Operation(
      operationId = "verifyRecoveryCode",
      summary = "Show a recovery code",
      description =
          "Case, blanks and hyphens do not matter. The session becomes `aal2`, with new tokens."
              + " Wrong codes are counted together with those of authenticator apps.")
  @APIResponse(responseCode = "200", description = "The session")
  @Problems({RECOVERY_CODE_INVALID, RECOVERY_CODES_LOCKED})
  public Uni<SessionView> verify(@Nullable CodeBody sent) {
    if (sent == null || sent.code() == null) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "code is required");
    }
    return verifyCode
        .verify(caller.person(), sent.code())
        .chain(completeSession::complete)
        .map(SessionView::of);
  }

  @DELETE
  @ChangesFactors
  @Operation(
      operationId = "deleteRecoveryCodes",
      summary = "Remove the recovery codes",
      description = "Requires a second factor shown within five minutes; ends the other sessions.")
  @APIResponse(responseCode = "200", description = "The factor that was removed")
  @Problems({FACTOR_NOT_FOUND})
  public Uni<RemovedView> remove() {
    return codes.remove(caller.person()).map(RemovedView::new);
  }
}
