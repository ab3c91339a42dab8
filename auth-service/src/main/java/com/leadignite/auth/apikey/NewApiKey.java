package com.leadignite.auth.apikey;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.guard.caller.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to make.
 *
 * @param name what it is for
 * @param scopes what it permits; the caller must hold each
 * @param addresses the addresses and ranges that it may be used from; none means from anywhere
 * @param expiresAt when it expires; in 90 days unless said
 */
@Body
@RegisterForReflection
record NewApiKey(
    @NotNull @Line(max = 100) String name,
    @NotNull @Size(min = 1, max = 20) List<Scope> scopes,
    @Size(max = 20) List<@Line(max = 64) String> addresses,
    @Nullable Instant expiresAt) {

  NewApiKey {
    addresses = List.copyOf(addresses);
  }
}
