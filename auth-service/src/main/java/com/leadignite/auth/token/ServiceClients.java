package com.leadignite.auth.token;

import com.leadignite.auth.instance.AuthConfig;
import com.leadignite.auth.problem.AuthProblem;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own services and their secrets of 256 bits, of which only a hash is configured.
 */
@Singleton
public final class ServiceClients {

  private static final int SHA256_BYTES = 32;
  private static final byte[] NOBODY = new byte[SHA256_BYTES];

  private final Map<String, Client> clients = new TreeMap<>();
  private final AccessTokens tokens;

  ServiceClients(AuthConfig config, AccessTokens tokens) {
    this.tokens = tokens;
    config.clients().forEach((id, client) -> clients.put(id, Client.of(id, client)));
  }

  /**
   * The token of a service that shows its secret by HTTP Basic (RFC 6749, section 2.3.1).
   *
   * @param authorization the header field, or null
   * @throws com.leadignite.guard.problem.Problem invalid-client, whatever is wrong
   */
  public AccessToken token(@Nullable String authorization) {
    String[] shown = basic(authorization);
    Client client = clients.get(shown[0]);
    byte[] expected = client == null ? NOBODY : client.secretHash();
    if (!isRight(expected, shown[1]) || client == null) {
      throw AuthProblem.INVALID_CLIENT.problem().header("WWW-Authenticate", "Basic");
    }
    return tokens.mintService(client.id(), client.scopes());
  }

  /**
   * Standard clients encode the secret as forms do (RFC 6749, section 2.3.1), simple ones do not.
   */
  private static boolean isRight(byte[] expected, String secret) {
    return MessageDigest.isEqual(expected, sha256(secret))
        || MessageDigest.isEqual(expected, sha256(formDecoded(secret)));
  }

  private static String formDecoded(String secret) {
    try {
      return URLDecoder.decode(secret, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return secret;
    }
  }

  private static String[] basic(@Nullable String authorization) {
    if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      try {
        byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).trim());
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        if (parts.length == 2) {
          return parts;
        }
      } catch (IllegalArgumentException e) {
        return new String[] {"", ""};
      }
    }
    return new String[] {"", ""};
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Client(String id, byte[] secretHash, Set<String> scopes) {

    static Client of(String id, AuthConfig.Client config) {
      byte[] hash = HexFormat.of().parseHex(config.secretSha256().get());
      if (hash.length != SHA256_BYTES) {
        throw new IllegalArgumentException(
            "leadignite.auth.clients.\"" + id + "\".secret-sha256 must be 64 hexadecimal digits");
      }
      return new Client(id, hash, Set.copyOf(config.scopes()));
    }
  }
}
