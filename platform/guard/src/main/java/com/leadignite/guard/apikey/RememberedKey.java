package com.leadignite.guard.apikey;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.Cidr;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.token.VerifiedToken;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last answer about a valid key.
 *
 * @param token the key as what is checked on every request
 * @param freshUntilMillis until when the answer is used
 * @param usableUntilMillis until when it is used while there is no other
 * @param reported the addresses that auth-service was told of
 */
record RememberedKey(
    VerifiedToken token, long freshUntilMillis, long usableUntilMillis, Set<InetAddress> reported) {

  /** More are not reported until the answer is renewed: each costs a request. */
  private static final int MOST_REPORTED = 16;

  static RememberedKey of(ApiKeyGrant grant, ApiKeyConfig config, Instant now, ClientAddress from) {
    Set<InetAddress> reported = ConcurrentHashMap.newKeySet();
    reported.add(from.value());
    return new RememberedKey(
        VerifiedToken.of(
            caller(grant),
            grant.readAt(),
            grant.expiresAt(),
            grant.addresses().stream().map(Cidr::parse).toList()),
        until(grant, now, config.cached()),
        until(grant, now, config.cachedWhileUnavailable()),
        reported);
  }

  private static long until(ApiKeyGrant grant, Instant now, Duration later) {
    return Math.min(grant.expiresAt().toEpochMilli(), now.plus(later).toEpochMilli());
  }

  /** The owner, acting through the key: they show no factor, and are never freshly signed in. */
  private static Caller.Person caller(ApiKeyGrant grant) {
    return new Caller.Person(
        grant.ownerId(),
        grant.tenantId(),
        grant.role(),
        grant.scopes(),
        new SessionId(grant.keyId()),
        grant.keyId().toString(),
        AssuranceLevel.AAL1,
        false,
        grant.readAt(),
        Instant.EPOCH,
        grant.memberSince(),
        grant.email(),
        false,
        grant.keyId(),
        null);
  }

  boolean isFresh(long nowMillis) {
    return nowMillis < freshUntilMillis;
  }

  boolean isUsable(long nowMillis) {
    return nowMillis < usableUntilMillis;
  }

  /** Whether auth-service need not be told that the key is used from there. */
  boolean isReported(ClientAddress from) {
    return reported.contains(from.value()) || reported.size() >= MOST_REPORTED;
  }
}
