package com.leadignite.guard.token;

import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RedisScript;
import com.leadignite.guard.limit.RedisScripts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies DPoP proofs (RFC 9449): a JWT that its sender signed with their own key for this request
 * alone, once. Without Redis none is accepted: that one was used before could not be known.
 */
@Singleton
public final class DpopProofs {

  /** The header field of a proof. */
  public static final String FIELD = "DPoP";

  /** The algorithms of proofs and of client assertions. */
  public static final List<String> ALGORITHMS = List.of("ES256", "RS256");

  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST_ID = 256;

  private static final RedisScript ONCE =
      RedisScript.of(
          """
          if redis.call('set', KEYS[1], '1', 'nx', 'px', ARGV[1]) then return 1 end
          return 0
          """);

  private final RedisScripts scripts;
  private final Clock clock;
  private final Duration window;
  private final Set<String> origins = new HashSet<>();

  DpopProofs(RedisScripts scripts, TokenConfig tokens, DpopConfig config, Clock clock) {
    this.scripts = scripts;
    this.clock = clock;
    this.window = config.window();
    config.origins().stream()
        .flatMap(List::stream)
        .forEach(each -> origins.add(origin(URI.create(each))));
    tokens.issuers().values().stream()
        .map(issuer -> URI.create(issuer.issuer()))
        .filter(issuer -> issuer.getHost() != null)
        .forEach(issuer -> origins.add(origin(issuer)));
  }

  /**
   * Reads the proof of a request, and checks all of it that costs next to nothing: whose it is, the
   * signature, and whether it was used before are left to {@link #accept}.
   *
   * @param proofs the request's DPoP fields: there has to be one
   * @param accessToken the token that the request shows; null if it shows none
   * @throws InvalidToken if it is not for this request
   */
  public DpopProof read(
      List<String> proofs, HttpServerRequest request, @Nullable String accessToken) {
    if (proofs.size() != 1) {
      throw new InvalidToken(proofs.isEmpty() ? "no proof" : "several proofs");
    }
    ClientJwt proof = ClientJwt.parse(proofs.getFirst());
    check(proof, request, accessToken);
    return new DpopProof(proof, proof.ownKey(), id(proof));
  }

  /**
   * Verifies the signature of a proof, and uses the proof up. Do it last: what is refused for
   * another reason must cost neither.
   *
   * @return fails with {@link InvalidToken}, or with unavailable without Redis
   */
  public Future<Void> accept(DpopProof proof) {
    try {
      proof.verifySignature();
    } catch (InvalidToken e) {
      return Future.failedFuture(e);
    }
    return once("dpop:{" + proof.thumbprint() + "}:", proof.id());
  }

  /**
   * Takes an id for the time in which what carries it is valid.
   *
   * @param prefix of the Redis key: what kind of id, and whose
   * @return fails with {@link InvalidToken} if it was taken before
   */
  public Future<Void> once(String prefix, String id) {
    return once(prefix, id, window.multipliedBy(2));
  }

  /** As {@link #once(String, String)}, for another time. */
  public Future<Void> once(String prefix, String id, Duration kept) {
    return scripts
        .run(ONCE, List.of(prefix + Sha256.hex(id)), List.of(Long.toString(kept.toMillis())))
        .recover(e -> Future.failedFuture(RateLimiter.unavailable(e)))
        .compose(answer ->
            answer.toLong() == 1
                ? Future.succeededFuture()
                : Future.failedFuture(new InvalidToken("used before")));
  }

  private void check(ClientJwt proof, HttpServerRequest request, @Nullable String accessToken) {
    if (!proof.type().equalsIgnoreCase(TYPE)) {
      throw new InvalidToken("typ is not " + TYPE);
    }
    if (!proof.text("htm").equals(request.method().name())) {
      throw new InvalidToken("for another method");
    }
    if (!isOf(proof.text("htu"), request.path())) {
      throw new InvalidToken("for another address");
    }
    Duration age = Duration.between(proof.moment("iat"), clock.instant()).abs();
    if (age.compareTo(window) > 0) {
      throw new InvalidToken("too old, or too young");
    }
    if (accessToken != null && !proof.text("ath").equals(hash(accessToken))) {
      throw new InvalidToken("for another token");
    }
  }

  private static String id(ClientJwt proof) {
    String id = proof.text("jti");
    if (id.length() > LONGEST_ID) {
      throw new InvalidToken("an odd jti");
    }
    return id;
  }

  private static String hash(String accessToken) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(accessToken));
  }

  /** Query and fragment do not count (RFC 9449, section 4.3). */
  private boolean isOf(String htu, String path) {
    try {
      URI uri = new URI(htu);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && origins.contains(origin(uri))
          && path.equals(uri.getRawPath());
    } catch (URISyntaxException e) {
      throw new InvalidToken("htu is no address");
    }
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
