package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint at which clients authenticate themselves. */
@Documented
@Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
@Problems(
    value = {AuthProblem.INVALID_CLIENT},
    common = {CommonProblem.VALIDATION_FAILED})
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ForClients {}
