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
import org.jspecify.annotations.Nullable;

/** The key that a client wants its tokens bound to: the one of the proof that it sends. */
@Singleton
final class ClientProof {

  private final DpopProofs proofs;

  ClientProof(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * The thumbprint of the key that tokens are to be bound to; empty if the client sends no proof
   * and need not. Fails with invalid-dpop-proof.
   */
  Uni<Optional<String>> ofToken(KnownClient client, HttpServerRequest request) {
    List<String> sent = request.headers().getAll(DpopProofs.FIELD);
    return sent.isEmpty() && !client.client().dpopBound()
        ? Uni.createFrom().item(Optional.empty())
        : verify(sent, request).map(Optional::of);
  }

  /**
   * The thumbprint of the key that a pushed request, and so its code, is bound to (RFC 9449,
   * section 10.1): of the proof if there is one, or as it is named; empty if neither is there.
   * Fails with invalid-dpop-proof, also if the two differ.
   *
   * @param named the request's dpop_jkt; null if there is none
   */
  Uni<Optional<String>> ofPushed(HttpServerRequest request, @Nullable String named) {
    List<String> sent = request.headers().getAll(DpopProofs.FIELD);
    return sent.isEmpty()
        ? Uni.createFrom().item(Optional.ofNullable(named))
        : verify(sent, request)
            .invoke(key -> {
              if (named != null && !named.equals(key)) {
                throw new Problem(
                    AuthProblem.INVALID_DPOP_PROOF, "dpop_jkt is not the key of the DPoP proof.");
              }
            })
            .map(Optional::of);
  }

  private Uni<String> verify(List<String> sent, HttpServerRequest request) {
    return Uni.createFrom()
        .item(() -> proofs.read(sent, request, null))
        .chain(proof ->
            Uni.createFrom()
                .completionStage(() -> proofs.accept(proof).toCompletionStage())
                .replaceWith(proof.thumbprint()))
        .onFailure(InvalidToken.class)
        .transform(e ->
            new Problem(AuthProblem.INVALID_DPOP_PROOF, AuthProblem.INVALID_DPOP_PROOF.title(), e));
  }
}
