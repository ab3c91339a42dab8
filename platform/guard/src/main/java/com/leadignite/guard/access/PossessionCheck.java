package com.leadignite.guard.access;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.DpopProofs;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * A token that is bound to a key is worth something only with a proof of that key, for this request
 * and this token (RFC 9449): shown as a bearer's it is refused, and so is one with a proof that it
 * is not bound to.
 */
@Singleton
final class PossessionCheck {

  private final DpopProofs proofs;

  PossessionCheck(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /** Completes if the token may be used as it was shown; fails with the problem to answer. */
  Future<Void> check(
      ShownCredential shown, VerifiedToken token, ResteasyReactiveRequestContext request) {
    String bound = token.proofKey();
    if (!shown.isProven() && bound == null) {
      return Future.succeededFuture();
    }
    if (!shown.isProven() || bound == null) {
      return Future.failedFuture(
          new InvalidToken(bound == null ? "a proof of a bearer's token" : "bound, and no proof"));
    }
    return proofs
        .verify(
            request.getHttpHeaders().getRequestHeader(DpopProofs.FIELD),
            request.unwrap(RoutingContext.class).request(),
            shown.value())
        .recover(e -> Future.failedFuture(e instanceof InvalidToken ? invalidProof(e) : e))
        .compose(key ->
            key.equals(bound)
                ? Future.succeededFuture()
                : Future.failedFuture(new InvalidToken("a proof of another key")));
  }

  private static Problem invalidProof(Throwable cause) {
    return new Problem(
            CommonProblem.UNAUTHENTICATED, "Send a valid DPoP proof of this request.", cause)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "DPoP error=\"invalid_dpop_proof\", algs=\""
                + String.join(" ", DpopProofs.ALGORITHMS)
                + "\"");
  }
}
