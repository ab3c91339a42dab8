package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.INVALID_JWT;
import static com.leadignite.auth.problem.AuthProblem.SECOND_FACTOR_NOT_SHOWN;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.FRESH_SIGN_IN_NEEDED;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Access as {@link FinishesSignIn} gives it, to operations that change which factors a person has:
 * {@link com.leadignite.auth.mfa.FactorPolicy} asks for a factor shown, or a sign-in, of the last
 * minutes.
 */
@Documented
@Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, assurance = Assurance.FIRST_FACTOR)
@Problems(
    value = {INVALID_JWT, SESSION_NOT_FOUND, SECOND_FACTOR_NOT_SHOWN},
    common = FRESH_SIGN_IN_NEEDED)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ChangesFactors {}
