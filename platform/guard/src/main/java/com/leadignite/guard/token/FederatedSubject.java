package com.leadignite.guard.token;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  /** Of two machines of one issuer. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  /** What access tokens for whoever bears them do not have. */
  private static final Set<String> MARKS = Set.of("at_hash", "c_hash", "events", "cnf");

  /** The longest that an identity of an account can have. */
  private static final int LONGEST_SUBJECT = 255;

  /**
   * Reads the claims of a verified token.
   *
   * @throws InvalidToken if it names nobody (B29)
   */
  static FederatedSubject of(
      String token, Claims claims, TokenConfig.Issuer issuer, Instant issuedAt, Instant goodUntil) {
    if (!isPlainAccessToken(claims)) {
      throw new InvalidToken("no access token, or one that is bound to a key");
    }
    String subject = claims.text("sub");
    if (subject.length() > LONGEST_SUBJECT || subject.isBlank() || hasOddCharacters(subject)) {
      throw new InvalidToken("a sub that nobody has");
    }
    Instant authenticatedAt = claims.optionalMoment("auth_time").orElse(Instant.EPOCH);
    if (authenticatedAt.isAfter(issuedAt.plus(SKEW))) {
      throw new InvalidToken("a sign-in after the token was issued");
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
        authenticatedAt,
        goodUntil);
  }

  /**
   * ID tokens tell a client who signed in, and logout tokens that they left; both are signed with
   * the same keys. Keycloak says in {@code typ} which one it is. A token that is bound to a key
   * ({@code cnf}) is not for whoever bears it.
   */
  private static boolean isPlainAccessToken(Claims claims) {
    Object kind = claims.all().getOrDefault("typ", "Bearer");
    return "Bearer".equals(kind) && MARKS.stream().noneMatch(claims.all()::containsKey);
  }

  /** PostgreSQL stores no NUL, and half a surrogate would become another character on the way. */
  private static boolean hasOddCharacters(String subject) {
    return subject
        .codePoints()
        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
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

  /** What the account is found by. */
  FederatedIdentity identity() {
    return new FederatedIdentity(issuer.provider().orElseThrow(), issuer.issuer(), subject);
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
