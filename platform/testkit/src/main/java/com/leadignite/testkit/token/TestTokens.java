package com.leadignite.testkit.token;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/**
 * An access token of any shape. Begins as a good one, of a user with a second factor shown or of a
 * service, and is changed from there:
 *
 * <pre>{@code
 * String token = TestTokens.person().role(Role.MANAGER).tenant(ours).scopes("leads:read").token();
 * }</pre>
 */
public final class TestTokens {

  private static final Ids NEW_IDS = new Ids(Clock.systemUTC(), new SecureRandom());

  private final Map<String, Object> headers = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  private TestTokens(Instant now) {
    claims.put("iss", TestIssuer.NAME);
    claims.put("aud", "authenticated");
    claims.put("jti", newId().toString());
    issuedAt(now);
  }

  /** A person's token: a new user of a new organization, role user, one factor, no scopes. */
  public static TestTokens person() {
    Instant now = Clock.systemUTC().instant();
    TestTokens token = new TestTokens(now);
    token.claims.put("is_anonymous", false);
    return token
        .user(newId())
        .tenant(newId())
        .session(newId())
        .role(Role.USER)
        .scopes("")
        .assurance(AssuranceLevel.AAL1)
        .secondFactorPending(false)
        .authenticatedAt(now)
        .claim("email", "somebody@example.test");
  }

  /** A service's token. */
  public static TestTokens service(String name, String... scopes) {
    return new TestTokens(Clock.systemUTC().instant())
        .claim("sub", name)
        .role(Role.SERVICE)
        .scopes(String.join(" ", scopes));
  }

  /** An admin's token that admin routes accept: two factors, shown just now. */
  public static TestTokens admin() {
    return person().role(Role.ADMIN).assurance(AssuranceLevel.AAL2);
  }

  /** The account. */
  public TestTokens user(UUID id) {
    return claim("sub", id.toString());
  }

  /** The organization. */
  public TestTokens tenant(UUID id) {
    return claim("tenant_id", id.toString());
  }

  /** The sign-in. */
  public TestTokens session(UUID id) {
    return claim("session_id", id.toString());
  }

  /** When they became a member of the organization. */
  public TestTokens memberSince(Instant moment) {
    return claim("member_since_ms", moment.toEpochMilli());
  }

  /** The role. */
  public TestTokens role(Role role) {
    return claim("role", role.wireName());
  }

  /** The scopes, separated by spaces. */
  public TestTokens scopes(String scopes) {
    return claim("scope", scopes);
  }

  /** The factors shown. */
  public TestTokens assurance(AssuranceLevel level) {
    return claim("aal", level.wireName());
  }

  /** Whether a second factor exists and was not shown. */
  public TestTokens secondFactorPending(boolean pending) {
    return claim("second_factor_pending", pending);
  }

  /** When a credential was last shown. */
  public TestTokens authenticatedAt(Instant moment) {
    return claim(
        "amr", List.of(Map.of("method", "password", "timestamp", moment.getEpochSecond())));
  }

  /** When it was minted; it expires 15 minutes later. */
  public TestTokens issuedAt(Instant moment) {
    return claim("iat", moment.getEpochSecond())
        .claim("exp", moment.plus(Duration.ofMinutes(15)).getEpochSecond());
  }

  /** Any claim. */
  public TestTokens claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  /** Leaves a claim out. */
  public TestTokens without(String name) {
    claims.remove(name);
    return this;
  }

  /** Any header member. */
  public TestTokens header(String name, Object value) {
    headers.put(name, value);
    return this;
  }

  /** The token, signed. */
  public String token() {
    return signedBy(TestIssuer.key());
  }

  /** The token, signed with another key than the issuer's, and named after that key. */
  public String signedBy(EllipticCurveJsonWebKey key) {
    return TestIssuer.sign(headers, claims, key);
  }

  /** The claims as the token has them, in JSON. */
  public String payload() {
    return JsonUtil.toJson(claims);
  }

  /** The Authorization field with the token, signed. */
  public String bearer() {
    return "Bearer " + token();
  }

  /** Whom the guard will take a person's token for: for tests below HTTP. */
  public Caller.Person caller() {
    Instant issuedAt = Instant.ofEpochSecond(Long.parseLong(text("iat")));
    String scope = text("scope");
    return new Caller.Person(
        new UserId(UUID.fromString(text("sub"))),
        new TenantId(UUID.fromString(text("tenant_id"))),
        Role.of(text("role")).orElseThrow(),
        scope.isEmpty() ? Set.of() : Set.of(scope.split(" ", -1)),
        new SessionId(UUID.fromString(text("session_id"))),
        text("jti"),
        text("aal").equals("aal2") ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1,
        Boolean.TRUE.equals(claims.get("second_factor_pending")),
        issuedAt,
        issuedAt,
        null,
        (String) claims.get("email"),
        Boolean.TRUE.equals(claims.get("is_anonymous")));
  }

  private String text(String name) {
    return String.valueOf(claims.get(name));
  }

  private static UUID newId() {
    return NEW_IDS.next();
  }
}
