package com.leadignite.auth.apikey;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import com.leadignite.guard.caller.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What can change of a key.
 *
 * @param name what it is for
 * @param scopes what it permits: some can be taken away, none can be added
 * @param addresses the addresses and ranges that it may be used from; none means from anywhere
 */
@Body
@RegisterForReflection
record ApiKeyChange(
    @NotNull @Line(max = 100) String name,
    @Size(min = 1, max = 20) List<Scope> scopes,
    @Size(max = 20) List<@Line(max = 64) String> addresses) {

  ApiKeyChange {
    scopes = scopes.stream().distinct().toList();
    addresses = List.copyOf(addresses);
  }
}
