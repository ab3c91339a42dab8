package com.leadignite.auth.integration;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Seeing what the organization is connected to: for its admins. */
@Access(
    value = Audience.ADMIN,
    limit = Limit.ADMIN,
    roles = {Role.ADMIN, Role.PLATFORM_ADMIN})
@Problems(AuthProblem.SESSION_NOT_FOUND)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SeesIntegrations {}
