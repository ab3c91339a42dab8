package com.leadignite.auth.supabase;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.problem.AuthProblem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads the address and the password that a body gives an account. */
@Singleton
final class AccountFields {

  private final PasswordRules passwordRules;

  AccountFields(PasswordRules passwordRules) {
    this.passwordRules = passwordRules;
  }

  /** The new address; null if the body has none. Fails with email-invalid. */
  @Nullable EmailAddress email(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : EmailAddress.parse(text).orElseThrow(AuthProblem.EMAIL_INVALID::problem);
  }

  /** The new password; null if the body has none. Fails with weak-password if it is empty. */
  @Nullable Password password(@Nullable String text) {
    if (text != null && text.isEmpty()) {
      throw passwordRules.tooShort();
    }
    return text == null
        ? null
        : Password.of(text).orElseThrow(AuthProblem.PASSWORD_NEEDED::problem);
  }
}
