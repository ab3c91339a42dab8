package com.leadignite.auth.problem;

import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;

/**
 * The errors of signing in. The code is what Supabase's clients switch on, the text what they show
 * and sometimes compare.
 */
public enum AuthProblem implements ProblemType {
  INVALID_CREDENTIALS(400, "invalid_credentials", "Invalid login credentials"),
  EMAIL_NOT_CONFIRMED(400, "email_not_confirmed", "Email not confirmed"),
  EMAIL_INVALID("Unable to validate email address: invalid format"),
  SIGN_UP_CLOSED(422, "signup_disabled", "Signups not allowed for this instance"),
  USER_ALREADY_EXISTS(422, "user_already_exists", "User already registered"),
  USER_NOT_FOUND(404, "user_not_found", "User not found"),
  EMAIL_EXISTS(422, "email_exists", "A user with this email address has already been registered"),
  PHONE_INVALID(400, "validation_failed", "Invalid phone number format (E.164 required)"),
  PHONE_EXISTS(422, "phone_exists", "A user with this phone number has already been registered"),
  PHONE_COUNTRY_REFUSED(422, "sms_send_failed", "Text messages are not sent to this country"),
  CHANNEL_UNKNOWN(400, "validation_failed", "channel needs to be sms"),
  HOOK_REFUSES(400, "unknown", "The operator of this instance refuses it"),
  HOOK_FORBIDS(403, "unknown", "The operator of this instance forbids it"),
  HOOK_UNPROCESSABLE(422, "unknown", "The operator of this instance refuses this content"),
  ANONYMOUS_DISABLED(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled"),
  PHONE_SIGN_UP_DISABLED(400, "phone_provider_disabled", "Phone signups are disabled"),
  PHONE_SIGN_IN_DISABLED(400, "phone_provider_disabled", "Phone logins are disabled"),
  ONE_ADDRESS_AT_SIGN_UP("Only an email address or phone number should be provided on signup."),
  ONE_ADDRESS_AT_SIGN_IN("Only an email address or phone number should be provided on login."),
  ADDRESS_NEEDED("missing email or phone"),
  PASSWORD_NEEDED("Signup requires a valid password"),
  WEAK_PASSWORD(422, "weak_password", "The password is not good enough"),
  ADDRESS_BEFORE_PASSWORD(
      422,
      "validation_failed",
      "Updating password of an anonymous user without an email or phone is not allowed"),
  CAPTCHA_FAILED(400, "captcha_failed", "captcha protection: request disallowed"),
  SAME_PASSWORD(422, "same_password", "New password should be different from the old password."),
  CURRENT_PASSWORD_INVALID(400, "current_password_invalid", "The current password is wrong."),
  REAUTHENTICATION_NEEDED(
      400,
      "reauthentication_needed",
      "Send the current password, or sign in again and repeat this within five minutes."),
  REFRESH_TOKEN_NOT_FOUND(
      400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found"),
  REFRESH_TOKEN_ALREADY_USED(
      400, "refresh_token_already_used", "Invalid Refresh Token: Already Used"),
  SESSION_EXPIRED(400, "session_expired", "Invalid Refresh Token: Session Expired"),
  SESSION_NOT_FOUND(
      403, "session_not_found", "Session from session_id claim in JWT does not exist"),
  APP_METADATA_IS_NOT_THEIRS(403, "not_admin", "Updating app_metadata requires admin privileges"),
  UNSUPPORTED_GRANT_TYPE(400, "invalid_credentials", "unsupported_grant_type"),
  PROVIDER_DISABLED(400, "provider_disabled", "Provider is not enabled"),
  WEB3_DISABLED(422, "web3_provider_disabled", "Web3 provider is disabled"),
  SAML_DISABLED(404, "saml_provider_disabled", "SAML 2.0 is disabled"),
  PROVIDER_UNSUPPORTED("Unsupported provider: provider is not enabled"),
  ID_TOKEN_NEEDED("id_token required"),
  ID_TOKEN_INVALID(400, "bad_jwt", "Bad ID token"),
  PROVIDER_FAILED(
      422, "bad_oauth_callback", "The provider refused, or did not answer as it should"),
  OAUTH_STATE_INVALID(400, "bad_oauth_state", "OAuth state is invalid or expired: sign in again"),
  ADDRESS_NOT_VERIFIED(
      422,
      "provider_email_needs_verification",
      "The provider did not verify an email address that belongs to nobody else"),
  USER_BANNED(403, "user_banned", "User is banned"),
  IDENTITY_EXISTS(422, "identity_already_exists", "Identity is already linked to another user"),
  IDENTITY_NOT_FOUND(404, "identity_not_found", "Identity doesn't exist"),
  SINGLE_IDENTITY(
      422, "single_identity_not_deletable", "User must have at least 1 identity after unlinking"),
  TOO_MANY_IDENTITIES(422, "conflict", "Too many identities: unlink one that is not used"),
  LINKING_DISABLED(404, "manual_linking_disabled", "Manual linking is disabled"),
  FLOW_STATE_NOT_FOUND(
      404, "flow_state_not_found", "invalid flow state, no valid flow state found"),
  OTP_INVALID(403, "otp_expired", "Token has expired or is invalid"),
  OTP_TYPE_UNKNOWN("Verify requires a verification type"),
  OTP_TOKEN_NEEDED("Verify requires a token or a token hash"),
  OTP_ADDRESS_NEEDED("Only an email address or phone number should be provided"),
  PHONE_OTP_DISABLED(400, "phone_provider_disabled", "Unsupported phone provider"),
  PKCE_INCOMPLETE("PKCE flow requires code_challenge_method and code_challenge"),
  PKCE_METHOD_REFUSED(
      "code_challenge_method has to be s256, and code_challenge 43 characters of base64url"),
  PKCE_VERIFIER_NEEDED("invalid request: both auth code and code verifier should be non-empty"),
  BAD_CODE_VERIFIER(
      400, "bad_code_verifier", "code challenge does not match previously saved code verifier"),
  REAUTHENTICATION_NEEDS_ADDRESS(
      "Reauthentication requires the user to have an email or a phone number"),
  NONCE_INVALID(422, "reauthentication_not_valid", "Nonce has expired or is invalid"),
  INVALID_JWT(403, "bad_jwt", "The token is not valid"),
  INVALID_CLIENT(401, "invalid_credentials", "Invalid client credentials"),
  LOCKED_OUT(429, "over_request_rate_limit", "Too many failed attempts. Try again later."),
  INVITE_NOT_FOUND(404, "invite_not_found", "Invite is expired or already used"),
  SELF_CHANGE(403, "not_admin", "You cannot change your own role"),
  SELF_REMOVAL(403, "not_admin", "You cannot remove yourself: leave the organization"),
  ALREADY_MEMBER(422, "user_already_exists", "This person is already a member of the organization"),
  ORGANIZATION_SUSPENDED(403, "organization_suspended", "This organization is suspended"),
  PLATFORM_ORGANIZATION(409, "conflict", "Those who run the platform are members of it"),
  LAST_ADMIN(409, "conflict", "Make another member an admin first: an organization needs one"),
  FACTOR_TYPE_UNKNOWN("factor_type needs to be totp or webauthn"),
  FACTOR_NOT_FOUND(404, "mfa_factor_not_found", "Factor not found"),
  FACTOR_NAME_CONFLICT(
      422,
      "mfa_factor_name_conflict",
      "A factor with the friendly name for this user already exists"),
  TOO_MANY_FACTORS(
      422,
      "too_many_enrolled_mfa_factors",
      "Maximum number of factors reached, unenroll one to continue"),
  CHALLENGE_EXPIRED(
      422,
      "mfa_challenge_expired",
      "MFA challenge has expired, verify against another challenge or create a new challenge."),
  TOTP_CODE_INVALID(422, "mfa_verification_failed", "Invalid TOTP code entered"),
  RECOVERY_CODE_INVALID(422, "mfa_verification_failed", "Invalid recovery code entered"),
  RECOVERY_CODES_LOCKED(
      429,
      "mfa_recovery_codes_locked",
      "Too many failed attempts. Try again later, or another factor."),
  VERIFIED_FACTOR_EXISTS(
      422, "mfa_verified_factor_exists", "Recovery codes exist: regenerate them to get others"),
  RECOVERY_CODES_ALONE(
      422,
      "mfa_recovery_codes_sole_factor",
      "Recovery codes cannot be the only factor: enrol another one first"),
  PASSKEY_NOT_SHOWN(422, "mfa_verification_failed", "Invalid passkey"),
  PASSKEY_REFUSED(400, "webauthn_verification_failed", "Credential verification failed"),
  PASSKEY_CHALLENGE_EXPIRED(
      400, "webauthn_challenge_expired", "Challenge has expired or was answered before"),
  PASSKEY_EXISTS(422, "webauthn_credential_exists", "This credential is already registered"),
  PASSKEY_NOT_FOUND(404, "webauthn_credential_not_found", "Passkey not found"),
  SECOND_FACTOR_NOT_SHOWN(
      403, "insufficient_aal", "AAL2 required: show a second factor and try again."),
  INVALID_GRANT(400, "invalid_grant", "The code or the refresh token is not valid"),
  INVALID_SCOPE(400, "invalid_scope", "The client may not ask for one of the scopes"),
  UNAUTHORIZED_CLIENT(400, "unauthorized_client", "The client may not use this grant"),
  INVALID_DPOP_PROOF(400, "invalid_dpop_proof", "The DPoP proof is not valid"),
  OAUTH_CLIENT_NOT_FOUND(400, "oauth_client_not_found", "There is no such client"),
  REDIRECT_URI_NOT_REGISTERED(
      400, "validation_failed", "redirect_uri is not one of those that the client registered"),
  AUTHORIZATION_NOT_FOUND(
      404, "oauth_authorization_not_found", "The request is unknown, decided or expired"),
  TOO_MANY_OAUTH_CLIENTS(422, "conflict", "Too many clients: delete one that is not used"),
  TOO_MANY_API_KEYS(422, "conflict", "Too many API keys: revoke one that is not used"),
  INTEGRATION_STATE_INVALID(
      400, "bad_oauth_state", "OAuth state is invalid, expired, used, or of another browser"),
  INTEGRATION_KEY_REFUSED(422, "validation_failed", "The provider refuses this API key"),
  INTEGRATION_ENDED(409, "conflict", "The provider ended this connection: connect it again"),
  INTEGRATION_WITHOUT_TOKEN(
      409, "conflict", "This connection has an API key, which does not leave the service"),
  INTEGRATION_OF_ANOTHER_ACCOUNT(
      409, "conflict", "The connection of this name is of another account: take another name"),
  TOO_MANY_INTEGRATIONS(422, "conflict", "Too many integrations: delete one that is not used"),
  ROTATION_TOO_SOON(409, "conflict", "The next key was published too recently");

  private final int status;
  private final String code;
  private final String title;

  /** The fault of a body or a parameter. */
  AuthProblem(String title) {
    this(400, "validation_failed", title);
  }

  AuthProblem(int status, String code, String title) {
    this.status = status;
    this.code = code;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  /** The error code of Supabase Auth. */
  public String code() {
    return code;
  }

  /** The error, with its title for a detail. */
  public Problem problem() {
    return new Problem(this, title);
  }
}
