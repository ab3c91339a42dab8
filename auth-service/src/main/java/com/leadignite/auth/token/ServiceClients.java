package com.leadignite.auth.token;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.auth.throttle.ThrottleConfig;
import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.limit.Lockout;
import com.leadignite.guard.limit.Lockout.Admission;
import com.leadignite.guard.limit.Lockout.Count;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.secret.MountedSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own services and their secrets of 256 bits, of which only a hash is configured.
 */
@Singleton
public final class ServiceClients {

  private static final Pattern SHA_256S =
      Pattern.compile("[0-9a-fA-F]{64}( ?, ?[0-9a-fA-F]{64}){0,3}");
  private static final String NOBODY = "0".repeat(2 * Sha256.BYTES);

  private final Map<String, Client> clients = new TreeMap<>();
  private final AccessTokens tokens;
  private final Lockout lockout;
  private final InvalidSecrets invalidSecrets;
  private final CurrentRequest request;
  private final int failures;

  ServiceClients(
      IssuerConfig config,
      MountedSecrets secrets,
      ThrottleConfig throttle,
      AccessTokens tokens,
      Lockout lockout,
      InvalidSecrets invalidSecrets,
      CurrentRequest request) {
    this.tokens = tokens;
    this.lockout = lockout;
    this.invalidSecrets = invalidSecrets;
    this.request = request;
    this.failures = throttle.failures();
    config.clients().forEach((id, client) -> clients.put(id, Client.of(id, client, secrets)));
  }

  /**
   * The token of a service that shows its secret by HTTP Basic (RFC 6749, section 2.3.1). Guesses
   * lock the client for that address alone: a stranger must not part the platform's services.
   *
   * @param authorization the header field, or null
   * @return fails with invalid-client, whatever is wrong, or with locked-out
   */
  public Uni<AccessToken> token(@Nullable String authorization) {
    return BasicCredentials.of(authorization)
        .map(this::token)
        .orElseGet(() -> Uni.createFrom().failure(invalid()));
  }

  private Uni<AccessToken> token(BasicCredentials shown) {
    Client client = clients.get(shown.id());
    boolean right = isRight(client == null ? NOBODY : client.hashes(), shown) && client != null;
    return lockout
        .decided(count(shown.id()), right)
        .chain(attempt -> {
          Target target = client == null ? null : new Target("client", client.id(), null);
          if (attempt.admission() != Admission.OPEN) {
            return invalidSecrets.refuse(
                "auth.client.locked", LoginThrottle.locked(attempt), target);
          }
          return right && client != null
              ? Uni.createFrom().item(() -> tokens.mintService(client.id(), client.scopes()))
              : invalidSecrets.refuse("auth.client.failed", invalid(), target);
        });
  }

  private static boolean isRight(String hashes, BasicCredentials shown) {
    return Stream.of(hashes.split(" ?, ?", -1))
        .map(HexFormat.of()::parseHex)
        .anyMatch(expected ->
            MessageDigest.isEqual(expected, Sha256.of(shown.secret()))
                || MessageDigest.isEqual(expected, Sha256.of(shown.decoded().secret())));
  }

  private Count count(String client) {
    String network = request.info().orElseThrow().address().network();
    return new Count("client", Sha256.hex(client) + "@" + network, "", failures);
  }

  private static Problem invalid() {
    return AuthProblem.INVALID_CLIENT.problem().header("WWW-Authenticate", "Basic");
  }

  /**
   * A service.
   *
   * @param configured SHA-256 of its secrets, in hexadecimal, as they are now
   */
  private record Client(String id, Supplier<String> configured, Set<String> scopes) {

    static Client of(String id, IssuerConfig.Client config, MountedSecrets secrets) {
      String property = "leadignite.auth.clients.\"" + id + "\".secret-sha256";
      String atStart = config.secretSha256().get();
      if (!SHA_256S.matcher(atStart).matches()) {
        throw new IllegalArgumentException(property + " must be 64 hexadecimal digits");
      }
      return new Client(id, secrets.follow(property, atStart), Set.copyOf(config.scopes()));
    }

    /** What was changed into something else than hashes lets nobody in. */
    String hashes() {
      String now = configured.get();
      return SHA_256S.matcher(now).matches() ? now : NOBODY;
    }
  }
}
