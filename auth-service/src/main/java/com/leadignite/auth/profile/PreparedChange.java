package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.EmailAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A change that can be stored.
 *
 * @param account what it is a change of
 * @param movesTo another address than the present one
 * @param password a new password
 * @param data merged into the metadata
 */
record PreparedChange(
    Account account,
    Optional<EmailAddress> movesTo,
    Optional<NewPassword> password,
    Map<String, Object> data) {

  /**
   * A new password.
   *
   * @param phc its hash
   * @param same whether it is the present one
   */
  record NewPassword(String phc, boolean same) {

    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  /** Whether it changes what the person signs in with. */
  boolean isSensitive() {
    return movesTo.isPresent() || password.isPresent();
  }
}
