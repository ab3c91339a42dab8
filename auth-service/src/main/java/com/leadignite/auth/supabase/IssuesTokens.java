package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.ADDRESS_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.ADDRESS_NOT_VERIFIED;
import static com.leadignite.auth.problem.AuthProblem.BAD_CODE_VERIFIER;
import static com.leadignite.auth.problem.AuthProblem.CAPTCHA_FAILED;
import static com.leadignite.auth.problem.AuthProblem.FLOW_STATE_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.HOOK_FORBIDS;
import static com.leadignite.auth.problem.AuthProblem.HOOK_REFUSES;
import static com.leadignite.auth.problem.AuthProblem.HOOK_UNPROCESSABLE;
import static com.leadignite.auth.problem.AuthProblem.ID_TOKEN_INVALID;
import static com.leadignite.auth.problem.AuthProblem.ID_TOKEN_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.INVALID_CLIENT;
import static com.leadignite.auth.problem.AuthProblem.INVALID_CREDENTIALS;
import static com.leadignite.auth.problem.AuthProblem.LINKING_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.LOCKED_OUT;
import static com.leadignite.auth.problem.AuthProblem.ONE_ADDRESS_AT_SIGN_IN;
import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.PHONE_SIGN_IN_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_VERIFIER_NEEDED;
import static com.leadignite.auth.problem.AuthProblem.PROVIDER_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_ALREADY_USED;
import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.SESSION_EXPIRED;
import static com.leadignite.auth.problem.AuthProblem.SIGN_UP_CLOSED;
import static com.leadignite.auth.problem.AuthProblem.UNSUPPORTED_GRANT_TYPE;
import static com.leadignite.auth.problem.AuthProblem.USER_BANNED;
import static com.leadignite.auth.problem.AuthProblem.WEB3_DISABLED;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Access to {@code POST /token}, and its problems. Its two methods, one for each media type, are
 * one operation of the document.
 */
@Documented
@Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
@Problems({
  INVALID_CREDENTIALS,
  CAPTCHA_FAILED,
  ADDRESS_NEEDED,
  PHONE_SIGN_IN_DISABLED,
  ONE_ADDRESS_AT_SIGN_IN,
  LOCKED_OUT,
  REFRESH_TOKEN_NOT_FOUND,
  REFRESH_TOKEN_ALREADY_USED,
  SESSION_EXPIRED,
  ORGANIZATION_SUSPENDED,
  INVALID_CLIENT,
  UNSUPPORTED_GRANT_TYPE,
  PROVIDER_DISABLED,
  LINKING_DISABLED,
  ID_TOKEN_NEEDED,
  ID_TOKEN_INVALID,
  ADDRESS_NOT_VERIFIED,
  SIGN_UP_CLOSED,
  USER_BANNED,
  HOOK_REFUSES,
  HOOK_FORBIDS,
  HOOK_UNPROCESSABLE,
  FLOW_STATE_NOT_FOUND,
  BAD_CODE_VERIFIER,
  PKCE_VERIFIER_NEEDED,
  WEB3_DISABLED
})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface IssuesTokens {}
