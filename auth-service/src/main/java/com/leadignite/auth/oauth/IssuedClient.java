package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A client that was just registered, or whose secret was just replaced.
 *
 * @param clientSecret its secret, in this answer only; left out if it has none
 * @param client what is known of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record IssuedClient(@Nullable String clientSecret, Client client) {

  @Override
  public String toString() {
    return "IssuedClient[client=" + client + "]";
  }
}
