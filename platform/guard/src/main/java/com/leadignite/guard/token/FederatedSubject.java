package com.leadignite.guard.token;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whom a token of another issuer names, and how they were authenticated. Which account that is, and
 * what it may do, is not in the token: {@link FederatedAccounts}.
 *
 * @param issuer the issuer
 * @param subject the token's {@code sub}
 * @param session the sign-in at the issuer: {@code sid}, else {@code session_id}, else the token
 * @param tokenId names this token
 * @param level AAL2 if the token's {@code acr} is one that the deployment takes for two factors
 * @param issuedAt when the token was issued
 * @param authenticatedAt {@code auth_time}; never, if the token does not say
 * @param goodUntil when it expires, the skew included
 */
record FederatedSubject(
    TokenConfig.Issuer issuer,
    String subject,
    SessionId session,
    String tokenId,
    AssuranceLevel level,
    Instant issuedAt,
    Instant authenticatedAt,
    Instant goodUntil) {

  /** The longest that an identity of an account can have. */
  private static final int LONGEST_SUBJECT = 255;

  /**
   * Reads the claims of a verified token.
   *
   * @throws InvalidToken if it names nobody (B29)
   */
  static FederatedSubject of(
      String token, Claims claims, TokenConfig.Issuer issuer, Instant issuedAt, Instant goodUntil) {
    if (isIdToken(claims)) {
      throw new InvalidToken("an ID token: it tells a client who signed in, and opens nothing");
    }
    String subject = claims.text("sub");
    if (subject.length() > LONGEST_SUBJECT || subject.isBlank()) {
      throw new InvalidToken("a sub that nobody has");
    }
    String tokenId = Sha256.hex(token);
    String session =
        claims.optionalText("sid").or(() -> claims.optionalText("session_id")).orElse(tokenId);
    return new FederatedSubject(
        issuer,
        subject,
        sessionId(issuer, subject, session),
        tokenId,
        level(claims, issuer),
        issuedAt,
        claims.optionalMoment("auth_time").orElse(Instant.EPOCH),
        goodUntil);
  }

  /** OpenID Connect Core 1.0, section 2; Keycloak says it in a claim. */
  private static boolean isIdToken(Claims claims) {
    return claims.all().containsKey("at_hash")
        || claims.all().containsKey("c_hash")
        || "ID".equals(claims.all().get("typ"));
  }

  /** Issuers name sessions as they like, and one of another issuer's must not be one of ours. */
  private static SessionId sessionId(TokenConfig.Issuer issuer, String subject, String session) {
    byte[] name =
        String.join("\n", issuer.issuer(), subject, session).getBytes(StandardCharsets.UTF_8);
    return new SessionId(UUID.nameUUIDFromBytes(Sha256.of(name)));
  }

  private static AssuranceLevel level(Claims claims, TokenConfig.Issuer issuer) {
    Set<String> two = issuer.aal2Acr().orElse(Set.of());
    return claims.optionalText("acr").filter(two::contains).isPresent()
        ? AssuranceLevel.AAL2
        : AssuranceLevel.AAL1;
  }

  /** The provider of the account's identity. */
  String provider() {
    return issuer.provider().orElseThrow();
  }

  /** Whether the token ended. */
  boolean isExpired(long nowMillis) {
    return goodUntil.toEpochMilli() <= nowMillis;
  }

  /**
   * The account of the token, as far as the deployment lets the issuer's tokens go.
   *
   * <p>What was revoked after the older of the two, the token and what is known of its account,
   * makes it outdated.
   */
  VerifiedToken as(AccountGrant account) {
    Instant asOf = issuedAt.isBefore(account.readAt()) ? issuedAt : account.readAt();
    Set<String> scopes =
        issuer
            .scopes()
            .map(most ->
                account.scopes().stream()
                    .filter(most::contains)
                    .collect(Collectors.toUnmodifiableSet()))
            .orElse(account.scopes());
    Caller.Person caller =
        new Caller.Person(
            account.userId(),
            account.tenantId(),
            account.role(),
            scopes,
            session,
            tokenId,
            level,
            account.secondFactorRequired() && level == AssuranceLevel.AAL1,
            asOf,
            authenticatedAt,
            account.memberSince(),
            account.email(),
            false);
    return VerifiedToken.of(caller, asOf, goodUntil);
  }
}
