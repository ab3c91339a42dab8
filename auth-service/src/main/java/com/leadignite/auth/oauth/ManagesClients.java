package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says who may reach what, in the name of the organization: an admin who signed in just now. */
@Access(
    value = Audience.ADMIN,
    limit = Limit.ADMIN,
    roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
    fresh = true)
@Problems(value = AuthProblem.SESSION_NOT_FOUND, common = CommonProblem.NOT_FOUND)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ManagesClients {}
