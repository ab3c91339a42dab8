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
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a caller from the claims of a verified token of our own. */
final class CallerFromClaims {

  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern TOKEN_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

  private CallerFromClaims() {}

  /**
   * Whose token it is.
   *
   * @throws InvalidToken if a claim is missing or makes no sense
   */
  static Caller of(Claims claims, Instant issuedAt) {
    Role role = Role.of(claims.text("role")).orElseThrow(() -> new InvalidToken("an unknown role"));
    return role == Role.SERVICE ? service(claims, issuedAt) : person(claims, issuedAt, role);
  }

  private static Caller service(Claims claims, Instant issuedAt) {
    String name = claims.text("sub");
    if (!SERVICE_NAME.matcher(name).matches()) {
      throw new InvalidToken("sub is no service");
    }
    if (claims.all().containsKey("session_id") || claims.all().containsKey("tenant_id")) {
      throw new InvalidToken("a person's token in a service's role");
    }
    return new Caller.Service(name, scopes(claims), tokenId(claims), issuedAt);
  }

  private static Caller person(Claims claims, Instant issuedAt, Role role) {
    return new Caller.Person(
        new UserId(claims.id("sub")),
        new TenantId(claims.id("tenant_id")),
        role,
        scopes(claims),
        new SessionId(claims.id("session_id")),
        tokenId(claims),
        level(claims.text("aal")),
        // One that does not say it must not pass for one without a second factor.
        claims
            .optionalFlag("second_factor_pending")
            .orElseThrow(() -> new InvalidToken("no second_factor_pending")),
        issuedAt,
        authenticatedAt(claims),
        claims.optionalMillis("member_since_ms").orElse(null),
        claims.optionalText("email").orElse(null),
        claims.flag("is_anonymous"),
        null,
        clientId(claims));
  }

  /** Null in a session; the client of a partner otherwise. */
  private static @Nullable UUID clientId(Claims claims) {
    return claims.all().containsKey("client_id") ? claims.id("client_id") : null;
  }

  /** It becomes part of a Redis key. */
  private static String tokenId(Claims claims) {
    String id = claims.text("jti");
    if (!TOKEN_ID.matcher(id).matches()) {
      throw new InvalidToken("an odd jti");
    }
    return id;
  }

  private static Set<String> scopes(Claims claims) {
    return claims
        .optionalText("scope")
        .map(scope -> Stream.of(scope.split(" ", -1)).filter(s -> !s.isEmpty()))
        .orElseGet(Stream::of)
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
