package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.INVALID_JWT;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

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
 * Access for everybody who signed in, also before they have shown or enrolled a second factor: what
 * they may do is decided by what their session has shown.
 */
@Documented
@Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, assurance = Assurance.FIRST_FACTOR)
@Problems({INVALID_JWT, SESSION_NOT_FOUND})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface FinishesSignIn {}
