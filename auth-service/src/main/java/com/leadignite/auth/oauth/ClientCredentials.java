package com.leadignite.auth.oauth;

import com.leadignite.auth.token.BasicCredentials;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.ClientJwt;
import com.leadignite.guard.token.InvalidToken;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client authenticates with. Does not print it.
 *
 * @param method by which it does
 * @param id which it says it is; empty if that cannot be an id
 * @param secret its secret, or its assertion; empty if it is public
 */
record ClientCredentials(AuthMethod method, Optional<UUID> id, String secret) {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /**
   * Reads them from a request.
   *
   * @throws Problem validation-failed if there are two: one part of the way to us may look at one
   *     and another at the other (RFC 6749, section 2.3)
   */
  static ClientCredentials of(
      @Nullable String authorization,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String assertionType,
      @Nullable String assertion) {
    Optional<BasicCredentials> basic =
        BasicCredentials.of(authorization).map(BasicCredentials::decoded);
    int ways = (authorization == null ? 0 : 1) + (clientSecret == null ? 0 : 1);
    if (ways + (assertion == null ? 0 : 1) > 1) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "Authenticate the client in one way.");
    }
    ClientCredentials shown;
    if (authorization != null) {
      shown =
          new ClientCredentials(
              AuthMethod.CLIENT_SECRET_BASIC,
              basic.flatMap(each -> Uuids.parse(each.id())),
              basic.map(BasicCredentials::secret).orElse(""));
    } else if (assertion != null) {
      shown =
          new ClientCredentials(
              AuthMethod.PRIVATE_KEY_JWT,
              ASSERTION_TYPE.equals(assertionType) ? subject(assertion) : Optional.empty(),
              assertion);
    } else {
      AuthMethod method = clientSecret == null ? AuthMethod.NONE : AuthMethod.CLIENT_SECRET_POST;
      shown =
          new ClientCredentials(
              method,
              Optional.ofNullable(clientId).flatMap(Uuids::parse),
              clientSecret == null ? "" : clientSecret);
    }
    return clientId == null || Uuids.parse(clientId).equals(shown.id())
        ? shown
        : new ClientCredentials(shown.method(), Optional.empty(), shown.secret());
  }

  /** Not trusted yet: it only selects whose keys are asked. */
  private static Optional<UUID> subject(String assertion) {
    try {
      return Uuids.parse(ClientJwt.parse(assertion).text("sub"));
    } catch (InvalidToken e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "ClientCredentials[method=" + method + "]";
  }
}
