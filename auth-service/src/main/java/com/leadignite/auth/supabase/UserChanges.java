package com.leadignite.auth.supabase;

import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.admin.AppMetadata;
import com.leadignite.auth.admin.BanDuration;
import com.leadignite.auth.admin.UserChange;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.supabase.AdminBodies.AdminUserBody;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an administrator of accounts asks for. */
@Singleton
final class UserChanges {

  private final Addresses addresses;
  private final AccountFields fields;

  UserChanges(Addresses addresses, AccountFields fields) {
    this.addresses = addresses;
    this.fields = fields;
  }

  /**
   * What a body asks for.
   *
   * @throws Problem for anything in it that no account can have
   */
  UserChange of(@Nullable AdminUserBody body) {
    AdminUserBody sent = Credentials.needed(body);
    PhoneNumber phone =
        Addresses.isGiven(sent.phone())
            ? addresses.phone(sent.phone(), AuthProblem.PHONE_SIGN_UP_DISABLED)
            : null;
    return new UserChange(
        fields.email(sent.email()),
        phone,
        fields.password(sent.password()),
        Boolean.TRUE.equals(sent.emailConfirm()),
        Boolean.TRUE.equals(sent.phoneConfirm()),
        sent.userMetadata() == null ? Map.of() : sent.userMetadata(),
        AppMetadata.accepted(sent.appMetadata() == null ? Map.of() : sent.appMetadata()),
        ban(sent.banDuration()),
        role(sent.role()));
  }

  private static @Nullable BanDuration ban(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : BanDuration.parse(text)
            .orElseThrow(() ->
                Violations.of("ban_duration", "must be none, or a duration such as 24h or 1h30m"));
  }

  private static @Nullable Role role(@Nullable String text) {
    return text == null || text.isEmpty()
        ? null
        : Role.of(text)
            .orElseThrow(() -> Violations.of("role", "must be user, agent, manager or admin"));
  }
}
