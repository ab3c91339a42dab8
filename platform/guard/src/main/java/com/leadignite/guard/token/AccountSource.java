package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where it is known which account an identity at another issuer is: auth-service. */
public interface AccountSource {

  /**
   * The account of an identity; empty if no account has it, or the account is suspended or a member
   * of no organization. Fails if that cannot be found out.
   */
  Uni<Optional<AccountGrant>> find(FederatedIdentity identity);
}
