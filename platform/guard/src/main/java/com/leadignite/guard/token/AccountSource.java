package com.leadignite.guard.token;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where it is known which account an identity at another issuer is: auth-service. */
public interface AccountSource {

  /**
   * The account of an identity; empty if no account has it, or the account is suspended or a member
   * of no organization. Fails if that cannot be found out.
   *
   * @param provider the provider of the identity
   * @param subject what the provider calls the person
   */
  Uni<Optional<AccountGrant>> find(String provider, String subject);
}
