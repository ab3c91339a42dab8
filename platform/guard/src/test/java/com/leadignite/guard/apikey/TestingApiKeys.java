package com.leadignite.guard.apikey;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the keys that tests made, and who asked for what. */
@Singleton
public class TestingApiKeys implements ApiKeySource {

  private final Map<String, ApiKeyGrant> keys = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private volatile @Nullable RuntimeException failure;

  /** A new key and what it permits. */
  public record Made(String key, ApiKeyGrant grant) {}

  /** Makes a key of a new person in a new organization. */
  public Made make(Role role, Set<String> scopes, String... addresses) {
    String key = ApiKey.make(ApiKeyEnvironment.TEST, new SecureRandom());
    ApiKeyGrant grant =
        new ApiKeyGrant(
            UUID.randomUUID(),
            new UserId(UUID.randomUUID()),
            new TenantId(UUID.randomUUID()),
            role,
            scopes,
            Instant.EPOCH,
            "owner@example.org",
            List.of(addresses),
            Instant.parse("2999-01-01T00:00:00Z"),
            Instant.now().minusSeconds(60));
    permit(key, grant);
    return new Made(key, grant);
  }

  /** What a key permits from now on. */
  public void permit(String key, ApiKeyGrant grant) {
    keys.put(Sha256.hex(key), grant);
  }

  /** Ends a key. */
  public void revoke(String key) {
    keys.remove(Sha256.hex(key));
  }

  /** What looking a key up fails with from now on; null if it does not. */
  public void failWith(@Nullable RuntimeException failure) {
    this.failure = failure;
  }

  /** How often a key was looked up. */
  public synchronized long timesAsked(String key) {
    return asked.stream().filter(Sha256.hex(key)::equals).count();
  }

  @Override
  public synchronized Uni<Optional<ApiKeyGrant>> find(String digest, ClientAddress from) {
    asked.add(digest);
    RuntimeException fails = failure;
    return fails != null
        ? Uni.createFrom().failure(fails)
        : Uni.createFrom().item(Optional.ofNullable(keys.get(digest)));
  }
}
