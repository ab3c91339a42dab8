package com.leadignite.guard.token;

import com.leadignite.guard.cache.BoundedCache;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.vertx.Contexts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens. A token is accepted only if a trusted issuer's key of the named id signed it
 * with that key's one algorithm, for our audience, for no longer than tokens may live, and it is
 * neither too young nor too old. Of another issuer's token the signature is verified here, and the
 * account that it is of is looked up. Revocation is not checked here.
 */
@Singleton
public final class TokenVerifier implements CredentialVerifier {

  private final TrustedIssuers keys;
  private final VerifiedTokens verified;
  private final FederatedAccounts accounts;
  private final TokenConfig config;
  private final Clock clock;
  private final Vertx vertx;

  TokenVerifier(
      TrustedIssuers keys,
      VerifiedTokens verified,
      FederatedAccounts accounts,
      TokenConfig config,
      Clock clock,
      Vertx vertx) {
    this.keys = keys;
    this.verified = verified;
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
    this.vertx = vertx;
  }

  /**
   * Verifies a compact JWS. Completes at once unless a key has to be fetched, or an account of
   * another issuer's subject.
   *
   * @return the token's caller, on the Vert.x context of the call; fails with {@link InvalidToken},
   *     or with a 503 {@link Problem} if the issuer's keys were never available
   */
  @Override
  public Future<VerifiedToken> verify(String token, ClientAddress from) {
    BoundedCache<VerifiedToken> remembered = verified.remembered();
    VerifiedToken known = remembered.get(token);
    if (known != null) {
      return known.goodUntilMillis() > clock.millis()
          ? Future.succeededFuture(known)
          : Future.failedFuture(expired());
    }
    BoundedCache<FederatedSubject> federated = verified.federated();
    FederatedSubject subject = federated.get(token);
    if (subject != null) {
      return account(subject, from);
    }
    try {
      return verifyUnknown(remembered, federated, token, from, SignedToken.parse(token));
    } catch (InvalidToken e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public Future<VerifiedToken> renew(String token, ClientAddress from, VerifiedToken outdated) {
    FederatedSubject subject = verified.federated().get(token);
    return subject == null
        ? Future.failedFuture(new InvalidToken("revoked"))
        : accounts.renew(subject, outdated);
  }

  private Future<VerifiedToken> account(FederatedSubject subject, ClientAddress from) {
    return subject.isExpired(clock.millis())
        ? Future.failedFuture(expired())
        : accounts.find(subject, from);
  }

  private Future<VerifiedToken> verifyUnknown(
      BoundedCache<VerifiedToken> remembered,
      BoundedCache<FederatedSubject> federated,
      String token,
      ClientAddress from,
      SignedToken signed) {
    // The claim is not trusted yet: it only selects one of the trusted issuers.
    IssuerKeys issuer = keys.of(signed.claims().text("iss"));
    if (issuer == null) {
      throw new InvalidToken("an issuer we do not trust");
    }
    VerificationKey key = issuer.known(signed.keyId());
    if (key != null) {
      return accept(remembered, federated, token, from, signed, issuer, key);
    }
    Promise<Void> refreshed = Contexts.promise(vertx);
    issuer.refreshUnlessRecent().onComplete(refreshed);
    return refreshed
        .future()
        .compose(done ->
            accept(
                verified.remembered(),
                verified.federated(),
                token,
                from,
                signed,
                issuer,
                issuer.known(signed.keyId())));
  }

  private Future<VerifiedToken> accept(
      BoundedCache<VerifiedToken> remembered,
      BoundedCache<FederatedSubject> federated,
      String token,
      ClientAddress from,
      SignedToken signed,
      IssuerKeys issuer,
      @Nullable VerificationKey key) {
    Times times = check(signed, issuer, key);
    Claims claims = signed.claims();
    if (issuer.issuer().provider().isEmpty()) {
      VerifiedToken good =
          VerifiedToken.of(
              CallerFromClaims.of(claims, times.issuedAt()),
              times.issuedAt(),
              times.goodUntil(),
              claims.optionalText("csrf_hash").orElse(null),
              proofKey(claims));
      remembered.put(token, good);
      return Future.succeededFuture(good);
    }
    FederatedSubject subject =
        FederatedSubject.of(token, claims, issuer.issuer(), times.issuedAt(), times.goodUntil());
    federated.put(token, subject);
    return account(subject, from);
  }

  /** When a token was issued, and until when it is accepted. */
  private record Times(Instant issuedAt, Instant goodUntil) {}

  private Times check(SignedToken signed, IssuerKeys issuer, @Nullable VerificationKey key) {
    if (key == null) {
      if (!issuer.isReady()) {
        throw new Problem(
                CommonProblem.UNAVAILABLE, "Tokens cannot be checked yet. Try again shortly.")
            .header("Retry-After", "2");
      }
      throw new InvalidToken("an unknown key");
    }
    signed.verify(key);
    TokenConfig.Issuer trusted = issuer.issuer();
    if (!signed.type().equalsIgnoreCase(trusted.type())) {
      throw new InvalidToken("typ is not " + trusted.type());
    }
    Claims claims = signed.claims();
    if (!isFor(claims, trusted.audience())) {
      throw new InvalidToken("for another audience");
    }
    Instant issuedAt = claims.issuedAt();
    return new Times(issuedAt, checkTimes(claims, issuedAt));
  }

  private static InvalidToken expired() {
    return new InvalidToken("expired");
  }

  /** A confirmation of another kind than ours must not become none (RFC 7800, section 3.1). */
  private static @Nullable String proofKey(Claims claims) {
    return claims.all().containsKey("cnf") ? claims.text("cnf.jkt") : null;
  }

  private static boolean isFor(Claims claims, String audience) {
    Object aud = claims.all().get("aud");
    return aud instanceof List<?> several ? several.contains(audience) : audience.equals(aud);
  }

  private Instant checkTimes(Claims claims, Instant issuedAt) {
    Instant now = clock.instant();
    Instant latestBegin = now.plus(config.skew());
    Instant expires = claims.moment("exp");
    if (!now.isBefore(expires.plus(config.skew()))) {
      throw expired();
    }
    if (issuedAt.isAfter(latestBegin)
        || claims.optionalMoment("nbf").filter(begin -> begin.isAfter(latestBegin)).isPresent()) {
      throw new InvalidToken("not valid yet");
    }
    if (Duration.between(issuedAt, expires).compareTo(config.maxLife()) > 0) {
      throw new InvalidToken("lives too long");
    }
    return expires.plus(config.skew());
  }
}
