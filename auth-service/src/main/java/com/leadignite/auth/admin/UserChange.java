package com.leadignite.auth.admin;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.password.Password;
import com.leadignite.guard.caller.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants of an account, a new one or one that exists; what is null stays.
 *
 * @param email its address
 * @param phone its number
 * @param password its password
 * @param confirmed whether the administrator vouches that the address is the person's
 * @param phoneConfirmed whether they vouch that the number is
 * @param userMetadata merged into what the person says of themselves
 * @param appMetadata merged into what administrators say of them
 * @param ban for how long it may not be signed in to
 * @param role its role in the organization it acts in
 */
public record UserChange(
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    @Nullable Password password,
    boolean confirmed,
    boolean phoneConfirmed,
    Map<String, Object> userMetadata,
    Map<String, Object> appMetadata,
    @Nullable BanDuration ban,
    @Nullable Role role) {

  /** A person who is invited, of whom no more is known than this. */
  static UserChange ofInvited(EmailAddress email, Map<String, Object> data) {
    return new UserChange(email, null, null, false, false, data, Map.of(), null, null);
  }
}
