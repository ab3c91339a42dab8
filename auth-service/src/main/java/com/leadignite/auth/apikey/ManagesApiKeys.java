package com.leadignite.auth.apikey;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Making a secret, or changing where one may be used from: hands out power, so it requires a fresh
 * sign-in, and of admins what admin routes do. No key can do it.
 */
@Access(value = Audience.SIGNED_IN, limit = Limit.API_KEY_CREATION, fresh = true)
@Problems(value = AuthProblem.SESSION_NOT_FOUND, common = CommonProblem.NOT_FOUND)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ManagesApiKeys {}
