package com.leadignite.guard.token;

import com.leadignite.guard.cache.BoundedCache;
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
 * neither too young nor too old. Revocation is not checked here.
 */
@Singleton
public final class TokenVerifier {

  private final TrustedIssuers keys;
  private final VerifiedTokens verified;
  private final TokenConfig config;
  private final Clock clock;
  private final Vertx vertx;

  TokenVerifier(
      TrustedIssuers keys, VerifiedTokens verified, TokenConfig config, Clock clock, Vertx vertx) {
    this.keys = keys;
    this.verified = verified;
    this.config = config;
    this.clock = clock;
    this.vertx = vertx;
  }

  /**
   * Verifies a compact JWS. Completes at once unless a key has to be fetched.
   *
   * @return the token's caller, on the Vert.x context of the call; fails with {@link InvalidToken},
   *     or with a 503 {@link Problem} if the issuer's keys were never available
   */
  public Future<VerifiedToken> verify(String token) {
    BoundedCache<VerifiedToken> remembered = verified.remembered();
    VerifiedToken known = remembered.get(token);
    if (known != null) {
      return known.goodUntilMillis() > clock.millis()
          ? Future.succeededFuture(known)
          : Future.failedFuture(new InvalidToken("expired"));
    }
    try {
      return verifyUnknown(remembered, token, SignedToken.parse(token));
    } catch (InvalidToken e) {
      return Future.failedFuture(e);
    }
  }

  private Future<VerifiedToken> verifyUnknown(
      BoundedCache<VerifiedToken> remembered, String token, SignedToken signed) {
    // The claim is not trusted yet: it only selects one of the trusted issuers.
    IssuerKeys issuer = keys.of(signed.claims().text("iss"));
    if (issuer == null) {
      throw new InvalidToken("an issuer we do not trust");
    }
    VerificationKey key = issuer.known(signed.keyId());
    if (key != null) {
      return Future.succeededFuture(remember(remembered, token, accept(signed, issuer, key)));
    }
    Promise<Void> refreshed = Contexts.promise(vertx);
    issuer.refreshUnlessRecent().onComplete(refreshed);
    return refreshed
        .future()
        .map(done -> {
          BoundedCache<VerifiedToken> now = verified.remembered();
          return remember(now, token, accept(signed, issuer, issuer.known(signed.keyId())));
        });
  }

  private static VerifiedToken remember(
      BoundedCache<VerifiedToken> remembered, String token, VerifiedToken good) {
    remembered.put(token, good);
    return good;
  }

  private VerifiedToken accept(
      SignedToken signed, IssuerKeys issuer, @Nullable VerificationKey key) {
    if (key == null) {
      if (!issuer.isReady()) {
        throw new Problem(
                CommonProblem.UNAVAILABLE, "Tokens cannot be checked yet. Try again shortly.")
            .header("Retry-After", "2");
      }
      throw new InvalidToken("an unknown key");
    }
    signed.verify(key);
    return read(signed, issuer.issuer());
  }

  private VerifiedToken read(SignedToken signed, TokenConfig.Issuer issuer) {
    if (!signed.type().equalsIgnoreCase(issuer.type())) {
      throw new InvalidToken("typ is not " + issuer.type());
    }
    Claims claims = signed.claims();
    if (!isFor(claims, issuer.audience())) {
      throw new InvalidToken("for another audience");
    }
    Instant issuedAt = claims.issuedAt();
    Instant goodUntil = checkTimes(claims, issuedAt);
    return VerifiedToken.of(CallerFromClaims.of(claims, issuer, issuedAt), issuedAt, goodUntil);
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
      throw new InvalidToken("expired");
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
