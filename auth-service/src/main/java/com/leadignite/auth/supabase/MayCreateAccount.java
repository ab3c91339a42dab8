package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.HOOK_FORBIDS;
import static com.leadignite.auth.problem.AuthProblem.HOOK_REFUSES;
import static com.leadignite.auth.problem.AuthProblem.HOOK_UNPROCESSABLE;

import com.leadignite.auth.problem.Problems;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Operations that may create an account, which an operator's hook can refuse. */
@Documented
@Problems({HOOK_REFUSES, HOOK_FORBIDS, HOOK_UNPROCESSABLE})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface MayCreateAccount {}
