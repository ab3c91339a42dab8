package com.leadignite.auth.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.auth.account.Account;
import com.leadignite.auth.key.KeyConfig;
import com.leadignite.auth.key.SigningKeys;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Mints access tokens: JWTs of type {@code at+jwt} (RFC 9068), signed with ES256. */
@Singleton
public final class AccessTokens {

  private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
  private static final String SESSION = "session_id";
  private static final String TENANT = "tenant_id";
  private static final String MILLIS = "iat_ms";

  /** What services read of a person's token. */
  private static final Set<String> READ =
      Set.of(
          "iss",
          "sub",
          "aud",
          "iat",
          MILLIS,
          "exp",
          "jti",
          "email",
          "role",
          TENANT,
          "member_since_ms",
          "aal",
          "amr",
          SESSION,
          CsrfToken.CLAIM,
          "is_anonymous",
          "second_factor_pending",
          "scope");

  private static final String AUDIENCE = "authenticated";
  private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

  private final String issuer;
  private final Duration life;
  private final SigningKeys keys;
  private final CsrfTokens csrfTokens;
  private final Ids ids;
  private final Clock clock;
  private final ObjectMapper json;

  AccessTokens(
      IssuerConfig config,
      KeyConfig keyConfig,
      SigningKeys keys,
      CsrfTokens csrfTokens,
      Ids ids,
      Clock clock,
      ObjectMapper json) {
    if (keyConfig.accessTokenLife().compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException(
          "leadignite.auth.access-token-life must be 30 minutes at most");
    }
    this.issuer = config.issuer();
    this.life = keyConfig.accessTokenLife();
    this.keys = keys;
    this.csrfTokens = csrfTokens;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Mints a person's token.
   *
   * @param account who, in which organization and role
   * @param session the session it belongs to
   * @param secondFactorPending whether the session has yet to show a second factor; until then the
   *     token is good for that alone
   * @param issuedAt a time of PostgreSQL before the role was read, so that a change of role that
   *     the reading missed also revokes the token
   */
  public AccessToken mint(
      Account account, SessionClaims session, boolean secondFactorPending, Instant issuedAt) {
    Instant expires = earlier(issuedAt.plus(life), session.notAfter());
    JwtClaims claims = claims(account.id().toString(), issuedAt, expires);
    claims.setStringClaim("email", account.emailText());
    claims.setStringClaim("phone", account.phoneText());
    claims.setClaim("app_metadata", account.appMetadata());
    claims.setClaim("user_metadata", account.shownMetadata());
    claims.setStringClaim("role", account.role().wireName());
    claims.setStringClaim(TENANT, account.tenantId().toString());
    claims.setClaim("member_since_ms", account.memberSince().toEpochMilli());
    claims.setStringClaim("aal", session.authentication().level().wireName());
    claims.setClaim("amr", session.amr());
    claims.setStringClaim(SESSION, session.id().toString());
    claims.setStringClaim(CsrfToken.CLAIM, CsrfToken.hash(csrfTokens.of(session.id())));
    claims.setClaim("is_anonymous", account.anonymous());
    claims.setClaim("second_factor_pending", secondFactorPending);
    claims.setStringClaim("scope", scopes(account));
    return sign(claims.getClaimsMap(), issuedAt, expires);
  }

  /** Nobody's role reaches anything while nobody knows who they are. */
  private static String scopes(Account account) {
    return account.anonymous()
        ? ""
        : Scope.names(Scope.of(account.role()).stream()).collect(Collectors.joining(" "));
  }

  /** Mints a token of one of the platform's own services. */
  public AccessToken mintService(String name, Collection<String> scopes) {
    Instant now = clock.instant();
    Instant expires = now.plus(life);
    JwtClaims claims = claims(name, now, expires);
    claims.setStringClaim("role", Role.SERVICE.wireName());
    claims.setStringClaim("scope", String.join(" ", scopes));
    return sign(claims.getClaimsMap(), now, expires);
  }

  /** Mints a token with which a partner's client acts for a person. */
  public AccessToken mintClient(ClientClaims client, Instant issuedAt) {
    Instant expires = earlier(issuedAt.plus(life), client.notAfter());
    JwtClaims claims = claims(client.user().toString(), issuedAt, expires);
    claims.setStringClaim("client_id", client.client().toString());
    claims.setStringClaim("role", client.role().wireName());
    claims.setStringClaim(TENANT, client.tenant().toString());
    claims.setClaim("member_since_ms", client.memberSince().toEpochMilli());
    claims.setStringClaim("aal", AssuranceLevel.AAL1.wireName());
    claims.setStringClaim(SESSION, client.grant().toString());
    claims.setClaim("is_anonymous", false);
    claims.setClaim("second_factor_pending", false);
    claims.setStringClaim(
        "scope", Scope.names(client.scopes().stream().sorted()).collect(Collectors.joining(" ")));
    String proofKey = client.proofKey();
    if (proofKey != null) {
      claims.setClaim("cnf", Map.of("jkt", proofKey));
    }
    return sign(claims.getClaimsMap(), issuedAt, expires);
  }

  /** The claims of a token that was minted here. */
  public Map<String, Object> claims(AccessToken token) {
    return claims(token.value());
  }

  /** The session of a person's token that was minted here. */
  public SessionId session(String token) {
    return new SessionId(UUID.fromString(String.valueOf(claims(token).get(SESSION))));
  }

  /** The organization that a person's token that was minted here acts in. */
  public TenantId tenant(String token) {
    return new TenantId(UUID.fromString(String.valueOf(claims(token).get(TENANT))));
  }

  private Map<String, Object> claims(String token) {
    String payload = token.split("\\.", -1)[1];
    try {
      return json.readValue(Base64.getUrlDecoder().decode(payload), CLAIMS);
    } catch (IOException e) {
      throw new IllegalStateException("a token of our own could not be read", e);
    }
  }

  /** A token with more claims, in place of one that was minted here and not handed out. */
  public AccessToken with(AccessToken token, Map<String, Object> more) {
    Map<String, Object> claims = new LinkedHashMap<>(claims(token));
    claims.putAll(more);
    return sign(claims, token.issuedAt(), token.expiresAt());
  }

  /**
   * A person's token for a cookie: with what services read alone. Metadata and the claims of a hook
   * can be longer than what browsers keep, and no page can read them there.
   */
  public String forCookie(String token) {
    Map<String, Object> claims = new LinkedHashMap<>(claims(token));
    claims.keySet().retainAll(READ);
    Instant issued = Instant.ofEpochMilli(Long.parseLong(String.valueOf(claims.get(MILLIS))));
    Instant expires = Instant.ofEpochSecond(Long.parseLong(String.valueOf(claims.get("exp"))));
    return sign(claims, issued, expires).value();
  }

  private JwtClaims claims(String subject, Instant issued, Instant expires) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(subject);
    claims.setAudience(AUDIENCE);
    // Whole seconds, though RFC 7519 allows fractions: many clients read them into integers. The
    // claim of our own keeps the milliseconds that revocations are compared with.
    claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
    claims.setClaim(MILLIS, issued.toEpochMilli());
    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
    claims.setJwtId(ids.next().toString());
    return claims;
  }

  /** Signs claims as they are. */
  AccessToken sign(Map<String, Object> claims, Instant issued, Instant expires) {
    EllipticCurveJsonWebKey key = keys.signing();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", "at+jwt");
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(key.getAlgorithm());
    signature.setKey(key.getPrivateKey());
    try {
      // Not claims.toJson(), which makes six bytes of some characters of one: what a person says of
      // themselves could make their token longer than services take.
      signature.setPayload(json.writeValueAsString(claims));
      return new AccessToken(
          signature.getCompactSerialization(),
          issued,
          Instant.ofEpochSecond(expires.getEpochSecond()),
          String.valueOf(claims.get("scope")));
    } catch (JoseException | JsonProcessingException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
