package com.leadignite.auth.supabase;

import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.problem.AuthProblem;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Supabase's clients call what a code or a link is for. */
final class VerificationType {

  private static final Map<String, Set<Purpose>> PURPOSES =
      Map.of(
          "signup", Set.of(Purpose.SIGNUP),
          "invite", Set.of(Purpose.INVITE),
          "magiclink", Set.of(Purpose.MAGICLINK),
          "recovery", Set.of(Purpose.RECOVERY),
          "email_change", Set.of(Purpose.EMAIL_CHANGE_CURRENT, Purpose.EMAIL_CHANGE_NEW),
          "sms", Set.of(Purpose.SMS),
          "phone_change", Set.of(Purpose.PHONE_CHANGE),
          "email", Set.of(Purpose.SIGNUP, Purpose.MAGICLINK));

  private VerificationType() {}

  /** The purposes of a type; fails if there is no such type. */
  static Set<Purpose> purposes(@Nullable String type) {
    Set<Purpose> purposes = type == null ? null : PURPOSES.get(type);
    if (purposes == null) {
      throw AuthProblem.OTP_TYPE_UNKNOWN.problem();
    }
    return purposes;
  }
}
