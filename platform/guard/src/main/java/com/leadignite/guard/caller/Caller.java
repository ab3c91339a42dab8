package com.leadignite.guard.caller;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a request, however they proved it. The guard makes one per request, after the
 * credential was verified and found not revoked; feature code reads it and cannot make one up.
 */
public sealed interface Caller {

  /** What the caller is allowed to be; {@link Role#SERVICE} for services. */
  Role role();

  /** What the credential is narrowed to, as OAuth scopes such as {@code leads:read}. */
  Set<String> scopes();

  /** The key under which this caller's limits and revocations are kept; stable over requests. */
  String key();

  /** The organization the caller acts in; empty for a service. */
  Optional<TenantId> tenant();

  /** Whether the credential carries the scope. */
  default boolean has(String scope) {
    return scopes().contains(scope);
  }

  /**
   * A signed-in person, or one for whom an API key or a partner's client acts.
   *
   * @param userId the account, the token's {@code sub}
   * @param tenantId the organization the token was minted for
   * @param role their role in it when the token was minted
   * @param scopes what the token is narrowed to
   * @param sessionId the sign-in this token descends from; of an API key its id, and of a client
   *     that of the grant
   * @param tokenId the token's {@code jti}; of an API key its id
   * @param assuranceLevel the factors shown in this session
   * @param secondFactorPending whether they have a verified second factor which this session has
   *     not shown yet
   * @param issuedAt when the token was minted
   * @param authenticatedAt when a credential was last shown, the newest {@code amr} entry
   * @param memberSince when they became a member of the organization, in milliseconds; null if the
   *     issuer does not say
   * @param email their address, for audit events; null if the account has none
   * @param anonymous whether nobody knows who they are: they signed in without showing anything
   * @param apiKeyId the API key that acts for them; null if none does
   * @param clientId the client of a partner that acts for them; null if none does
   */
  record Person(
      UserId userId,
      TenantId tenantId,
      Role role,
      Set<String> scopes,
      SessionId sessionId,
      String tokenId,
      AssuranceLevel assuranceLevel,
      boolean secondFactorPending,
      Instant issuedAt,
      Instant authenticatedAt,
      @Nullable Instant memberSince,
      @Nullable String email,
      boolean anonymous,
      @Nullable UUID apiKeyId,
      @Nullable UUID clientId)
      implements Caller {

    /** A person in a session. */
    public Person(
        UserId userId,
        TenantId tenantId,
        Role role,
        Set<String> scopes,
        SessionId sessionId,
        String tokenId,
        AssuranceLevel assuranceLevel,
        boolean secondFactorPending,
        Instant issuedAt,
        Instant authenticatedAt,
        @Nullable Instant memberSince,
        @Nullable String email,
        boolean anonymous) {
      this(
          userId,
          tenantId,
          role,
          scopes,
          sessionId,
          tokenId,
          assuranceLevel,
          secondFactorPending,
          issuedAt,
          authenticatedAt,
          memberSince,
          email,
          anonymous,
          null,
          null);
    }

    public Person {
      scopes = Set.copyOf(scopes);
      if (role == Role.SERVICE) {
        throw new IllegalArgumentException("a person is not a service");
      }
    }

    /** Whether something acts for them that was given a part of what they may. */
    public boolean isDelegated() {
      return apiKeyId != null || clientId != null;
    }

    @Override
    public String key() {
      return userId.toString();
    }

    @Override
    public Optional<TenantId> tenant() {
      return Optional.of(tenantId);
    }
  }

  /**
   * One of the platform's services, by a token of its own.
   *
   * @param name the service's client id, for example {@code leads-service}
   * @param scopes what the token is narrowed to
   * @param tokenId the token's {@code jti}
   * @param issuedAt when the token was minted
   */
  record Service(String name, Set<String> scopes, String tokenId, Instant issuedAt)
      implements Caller {

    public Service {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public Role role() {
      return Role.SERVICE;
    }

    @Override
    public String key() {
      return name;
    }

    @Override
    public Optional<TenantId> tenant() {
      return Optional.empty();
    }
  }
}
