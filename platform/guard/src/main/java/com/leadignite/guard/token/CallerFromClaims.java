package com.leadignite.guard.token;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a caller from the claims of a verified token. */
final class CallerFromClaims {

  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern TOKEN_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
  private static final String OUR_TYPE = "at+jwt";

  private CallerFromClaims() {}

  /**
   * Whose token it is.
   *
   * @throws InvalidToken if a claim is missing or makes no sense
   */
  static Caller of(Claims claims, TokenConfig.Issuer issuer, Instant issuedAt) {
    Role role =
        Role.of(claims.text(issuer.roleClaim()))
            .orElseThrow(() -> new InvalidToken("an unknown role"));
    boolean platform = role == Role.SERVICE || role == Role.PLATFORM_ADMIN;
    if (platform && !issuer.type().equals(OUR_TYPE)) {
      throw new InvalidToken("a role this issuer may not give");
    }
    return role == Role.SERVICE
        ? service(claims, issuer, issuedAt)
        : person(claims, issuer, issuedAt, role);
  }

  private static Caller service(Claims claims, TokenConfig.Issuer issuer, Instant issuedAt) {
    String name = claims.text("sub");
    if (!SERVICE_NAME.matcher(name).matches()) {
      throw new InvalidToken("sub is no service");
    }
    if (claims.all().containsKey("session_id") || claims.all().containsKey(issuer.tenantClaim())) {
      throw new InvalidToken("a person's token in a service's role");
    }
    return new Caller.Service(name, scopes(claims, issuer), tokenId(claims.text("jti")), issuedAt);
  }

  private static Caller person(
      Claims claims, TokenConfig.Issuer issuer, Instant issuedAt, Role role) {
    SessionId session = new SessionId(claims.id("session_id"));
    // Hosted Supabase gives no jti: such a token can be revoked by its session only.
    String tokenId =
        issuer.type().equals(OUR_TYPE)
            ? claims.text("jti")
            : claims.optionalText("jti").orElse(session + "." + issuedAt.toEpochMilli());
    return new Caller.Person(
        new UserId(claims.id("sub")),
        new TenantId(claims.id(issuer.tenantClaim())),
        role,
        scopes(claims, issuer),
        session,
        tokenId(tokenId),
        level(claims.text("aal")),
        secondFactorPending(claims, issuer),
        issuedAt,
        authenticatedAt(claims),
        claims.optionalMillis("member_since_ms").orElse(null),
        claims.optionalText("email").orElse(null),
        claims.flag("is_anonymous"));
  }

  /** Our own tokens say it: one that does not must not pass for one without a second factor. */
  private static boolean secondFactorPending(Claims claims, TokenConfig.Issuer issuer) {
    Optional<Boolean> pending = claims.optionalFlag("second_factor_pending");
    if (pending.isEmpty() && issuer.type().equals(OUR_TYPE)) {
      throw new InvalidToken("no second_factor_pending");
    }
    return pending.orElse(false);
  }

  /** It becomes part of a Redis key. */
  private static String tokenId(String id) {
    if (!TOKEN_ID.matcher(id).matches()) {
      throw new InvalidToken("an odd jti");
    }
    return id;
  }

  private static Set<String> scopes(Claims claims, TokenConfig.Issuer issuer) {
    return claims
        .optionalText("scope")
        .map(scope -> Stream.of(scope.split(" ", -1)).filter(s -> !s.isEmpty()))
        .orElseGet(() ->
            claims.all().containsKey("scope")
                ? Stream.of()
                : issuer.scopes().stream().flatMap(scopes -> scopes.stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static AssuranceLevel level(String aal) {
    return Stream.of(AssuranceLevel.values())
        .filter(level -> level.wireName().equals(aal))
        .findFirst()
        .orElseThrow(() -> new InvalidToken("an unknown aal"));
  }

  /** The newest entry of {@code amr}; a token without one was never fresh. */
  private static Instant authenticatedAt(Claims claims) {
    return claims.list("amr").stream()
        .filter(Map.class::isInstance)
        .map(entry -> ((Map<?, ?>) entry).get("timestamp"))
        .filter(Number.class::isInstance)
        .map(seconds -> Claims.instant("amr", (Number) seconds))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
