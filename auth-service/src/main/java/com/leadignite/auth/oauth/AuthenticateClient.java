package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.ClientJwt;
import com.leadignite.guard.token.DpopProofs;
import com.leadignite.guard.token.InvalidToken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates clients, each by the one method that it registered: a client with keys is not
 * accepted by a secret, and none with either as a public one. Whatever is wrong, the answer is the
 * same.
 */
@Singleton
final class AuthenticateClient {

  private static final Duration LONGEST_ASSERTION = Duration.ofMinutes(5);
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Duration ASSERTION_KEPT = LONGEST_ASSERTION.plus(SKEW.multipliedBy(2));
  private static final int LONGEST_ID = 256;

  private final KnownClientStore store;
  private final ClientSecretStore secrets;
  private final ClientKeys keys;
  private final DpopProofs proofs;
  private final InvalidSecrets invalidSecrets;
  private final RateLimiter limiter;
  private final CurrentRequest request;
  private final Clock clock;
  private final String issuer;

  AuthenticateClient(
      KnownClientStore store,
      ClientSecretStore secrets,
      ClientKeys keys,
      DpopProofs proofs,
      InvalidSecrets invalidSecrets,
      RateLimiter limiter,
      CurrentRequest request,
      Clock clock,
      IssuerConfig config) {
    this.store = store;
    this.secrets = secrets;
    this.keys = keys;
    this.proofs = proofs;
    this.invalidSecrets = invalidSecrets;
    this.limiter = limiter;
    this.request = request;
    this.clock = clock;
    this.issuer = config.issuer();
  }

  /** The client; fails with invalid-client, or with too-many-requests for it or for the address. */
  Uni<KnownClient> authenticate(ClientCredentials shown) {
    String network = request.info().orElseThrow().address().network();
    return (shown.id().isEmpty()
            ? Uni.createFrom().item(Optional.<KnownClient>empty())
            : store.find(shown.id().get()))
        .chain(found ->
            found
                .filter(client -> client.client().authMethod() == shown.method())
                .map(client -> check(client, shown))
                .orElseGet(() -> refuse(found.orElse(null), "an unknown client or another method")))
        .call(client ->
            limiter.require(
                Limit.OAUTH_CLIENT,
                client.client().isPublic() ? client.id() + "@" + network : client.id().toString()));
  }

  /**
   * As {@link #authenticate}, and a public client is refused, since anybody can name it (RFC 7662,
   * section 2.1): who has found a token of its must not learn whether it is valid without using it.
   */
  Uni<KnownClient> authenticateConfidential(ClientCredentials shown) {
    return shown.method() == AuthMethod.NONE
        ? refuse(null, "a public client")
        : authenticate(shown);
  }

  private Uni<KnownClient> check(KnownClient client, ClientCredentials shown) {
    return switch (shown.method()) {
      case NONE -> Uni.createFrom().item(client);
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST ->
          client.isSecret(shown.secret(), clock.instant())
              ? used(client, shown.secret())
              : refuse(client, "a wrong secret");
      case PRIVATE_KEY_JWT ->
          Uni.createFrom()
              .item(() -> ClientJwt.parse(shown.secret()))
              .chain(assertion -> check(client, assertion))
              .replaceWith(client)
              .onFailure(InvalidToken.class)
              .recoverWithUni(e -> refuse(client, e.getMessage()));
    };
  }

  private Uni<KnownClient> used(KnownClient client, String secret) {
    return client.secretUnused() && client.isPresentSecret(secret)
        ? secrets.use(client).replaceWith(client)
        : Uni.createFrom().item(client);
  }

  /**
   * RFC 7523, section 3: of this client, for this server, short, and once. What it says is looked
   * at before anything is fetched to verify it, and it is used up when all else is right.
   */
  private Uni<Void> check(KnownClient client, ClientJwt assertion) {
    String jti = checkClaims(client.id().toString(), assertion);
    return keys.of(client.client(), assertion.keyId())
        .invoke(assertion::verify)
        .chain(() ->
            Uni.createFrom()
                .completionStage(() ->
                    proofs
                        .once("assertion:{" + client.id() + "}:", jti, ASSERTION_KEPT)
                        .toCompletionStage()));
  }

  /** Answers the id to use up. */
  private String checkClaims(String id, ClientJwt assertion) {
    if (!assertion.text("iss").equals(id) || !assertion.text("sub").equals(id)) {
      throw new InvalidToken("of another client");
    }
    if (!isForUs(assertion.claim("aud"))) {
      throw new InvalidToken("for another server");
    }
    Instant now = clock.instant();
    Instant expires = assertion.moment("exp");
    boolean early =
        assertion.optionalMoment("nbf").filter(begin -> begin.isAfter(now.plus(SKEW))).isPresent();
    if (early
        || !now.isBefore(expires.plus(SKEW))
        || expires.isAfter(now.plus(LONGEST_ASSERTION).plus(SKEW))) {
      throw new InvalidToken("expired, too early, or valid for longer than five minutes");
    }
    String jti = assertion.text("jti");
    if (jti.length() > LONGEST_ID) {
      throw new InvalidToken("an odd jti");
    }
    return jti;
  }

  /**
   * The issuer, or the token endpoint, which clients of RFC 7523 name; alone: one that names
   * several servers is as good at each of them.
   */
  private boolean isForUs(@Nullable Object audience) {
    Object one = audience instanceof List<?> list && list.size() == 1 ? list.getFirst() : audience;
    return issuer.equals(one) || (issuer + "/oauth/token").equals(one);
  }

  private <T> Uni<T> refuse(@Nullable KnownClient client, @Nullable String reason) {
    Problem problem = AuthProblem.INVALID_CLIENT.problem().header("WWW-Authenticate", "Basic");
    return client == null
        ? invalidSecrets.refuse("oauth.client.refused", problem, null, String.valueOf(reason))
        : invalidSecrets.refuse(
            "oauth.client.refused",
            problem,
            client.target(),
            client.tenantId(),
            String.valueOf(reason));
  }
}
