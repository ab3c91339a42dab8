package com.leadignite.auth.supabase;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.captcha.CaptchaConfig;
import com.leadignite.auth.captcha.Challenge;
import com.leadignite.auth.captcha.ProofOfWork;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** {@code GET /captcha}: what to compute before an operation that asks for a proof of work. */
@Path("/auth/v1/captcha")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery", description = "Public documents")
public final class CaptchaResource {

  private final CaptchaConfig config;
  private final ProofOfWork proofOfWork;

  CaptchaResource(CaptchaConfig config, ProofOfWork proofOfWork) {
    this.config = config;
    this.proofOfWork = proofOfWork;
  }

  @GET
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(
      operationId = "getCaptchaChallenge",
      summary = "A proof of work to do",
      description =
          "A challenge of ALTCHA, version 2. Its solution is sent as"
              + " `gotrue_meta_security.captcha_token`, once.")
  @Problems(common = NOT_FOUND)
  public Uni<Challenge> challenge() {
    return config.enabled()
        ? Uni.createFrom().item(proofOfWork.challenge())
        : Uni.createFrom().failure(new Problem(NOT_FOUND, "No proof of work is asked for here."));
  }
}
