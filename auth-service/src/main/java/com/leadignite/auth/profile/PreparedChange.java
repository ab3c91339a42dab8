package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.phone.ChangePhone;
import com.leadignite.auth.redirect.Flow;
import java.util.Map;
import java.util.Optional;

/**
 * A change that can be stored.
 *
 * @param account what it is a change of
 * @param movesTo another address than the present one, which counts as confirmed
 * @param asks another address than the present one, once mailboxes have agreed
 * @param flow where their links lead
 * @param movesTo another address than the present one
 * @param phone another phone number than the present one
 * @param password a new password
 * @param data merged into the metadata
 */
record PreparedChange(
    Account account,
    Optional<EmailAddress> movesTo,
    Optional<EmailAddress> asks,
    Flow flow,
    Optional<ChangePhone.Move> phone,
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

  boolean movesPhoneNow() {
    return phone.filter(ChangePhone.Move::now).isPresent();
  }

  /** Whether it changes what the person signs in with. */
  boolean isSensitive() {
    return movesTo.isPresent() || asks.isPresent() || movesPhoneNow() || password.isPresent();
  }
}
