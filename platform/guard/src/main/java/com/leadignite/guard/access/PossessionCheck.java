package com.leadignite.guard.access;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.DpopProof;
import com.leadignite.guard.token.DpopProofs;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * A token that is bound to a key is worth something only with a proof of that key, for this request
 * and this token (RFC 9449): shown as a bearer's it is refused, and so is one with a proof that it
 * is not bound to.
 *
 * <p>In two steps: {@link #read} refuses what can be refused for nothing. Then come revocation,
 * limit and what the endpoint declares, and {@link #accept} is last: neither a signature is
 * computed nor an id stored for a request that is refused anyway.
 */
@Singleton
final class PossessionCheck {

  private final DpopProofs proofs;

  PossessionCheck(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * The proof that a request needs and has; empty if its token is a bearer's.
   *
   * @throws InvalidToken if the token may not be shown as it is, or the proof is of another key
   * @throws Problem if there is no proof of this request
   */
  Optional<DpopProof> read(
      ShownCredential shown, VerifiedToken token, ResteasyReactiveRequestContext request) {
    String bound = token.proofKey();
    if (!shown.isProven() && bound == null) {
      return Optional.empty();
    }
    if (!shown.isProven() || bound == null) {
      throw new InvalidToken(bound == null ? "a proof of a bearer's token" : "bound, and no proof");
    }
    DpopProof proof;
    try {
      proof =
          proofs.read(
              request.getHttpHeaders().getRequestHeader(DpopProofs.FIELD),
              request.unwrap(RoutingContext.class).request(),
              shown.value());
    } catch (InvalidToken e) {
      throw invalidProof(e);
    }
    if (!proof.thumbprint().equals(bound)) {
      throw new InvalidToken("a proof of another key");
    }
    return Optional.of(proof);
  }

  /** Completes if the proof is good, and was not used before; fails with the problem to answer. */
  Future<Void> accept(Optional<DpopProof> proof) {
    return proof
        .map(each ->
            proofs
                .accept(each)
                .recover(e -> Future.failedFuture(e instanceof InvalidToken ? invalidProof(e) : e)))
        .orElseGet(Future::succeededFuture);
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
