package com.leadignite.auth.token;

import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.token.ServiceTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** The auth-service's own token for calling other services: it need not ask itself over HTTP. */
@Singleton
final class OwnServiceTokens implements ServiceTokens {

  private static final Set<String> SCOPES = Set.of(Scope.AUDIT_WRITE.wireName());

  private final AccessTokens tokens;

  OwnServiceTokens(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<String> current() {
    return Uni.createFrom().item(() -> tokens.mintService("auth-service", SCOPES).value());
  }
}
