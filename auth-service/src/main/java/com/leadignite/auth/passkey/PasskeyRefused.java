package com.leadignite.auth.passkey;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import org.jspecify.annotations.Nullable;

/** What a passkey sent is not good. The reason is for the audit log, and for nobody else. */
final class PasskeyRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PasskeyRefused(String reason) {
    this(reason, null);
  }

  private PasskeyRefused(String reason, @Nullable Throwable cause) {
    super(reason, cause, false, false);
  }

  /** A refusal by webauthn4j. */
  static PasskeyRefused of(WebAuthnException e) {
    return new PasskeyRefused(reason(e), e);
  }

  static PasskeyRefused malformed() {
    return new PasskeyRefused("malformed");
  }

  /** Why, in a word. */
  String reason() {
    return String.valueOf(getMessage());
  }

  private static String reason(WebAuthnException e) {
    return switch (e) {
      case InconsistentClientDataTypeException type -> "wrong_type";
      case BadChallengeException challenge -> "wrong_challenge";
      case BadOriginException origin -> "wrong_origin";
      case BadTopOriginException frame -> "cross_origin";
      case BadRpIdException party -> "wrong_relying_party";
      case UserNotPresentException absent -> "user_not_present";
      case NotAllowedAlgorithmException algorithm -> "wrong_algorithm";
      case BadSignatureException signature -> "wrong_signature";
      case MaliciousCounterValueException counter -> "counter_went_back";
      case BadBackupEligibleFlagException backup -> "wrong_backup_flags";
      case IllegalBackupStateException backup -> "wrong_backup_flags";
      default -> "invalid";
    };
  }
}
