package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.DpopProofs;
import com.leadignite.guard.token.InvalidToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The key that a client wants its tokens bound to: the one of the proof that it sends. */
@Singleton
final class ClientProof {

  private final DpopProofs proofs;

  ClientProof(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * The key's thumbprint; empty if the client sends no proof and need not. Fails with
   * invalid-dpop-proof.
   */
  Uni<Optional<String>> of(KnownClient client, HttpServerRequest request) {
    List<String> sent = request.headers().getAll(DpopProofs.FIELD);
    if (sent.isEmpty() && !client.client().dpopBound()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return Uni.createFrom()
        .completionStage(() -> proofs.verify(sent, request, null).toCompletionStage())
        .map(Optional::of)
        .onFailure(InvalidToken.class)
        .transform(e ->
            new Problem(AuthProblem.INVALID_DPOP_PROOF, AuthProblem.INVALID_DPOP_PROOF.title(), e));
  }
}
