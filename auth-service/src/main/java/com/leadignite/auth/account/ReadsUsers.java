package com.leadignite.auth.account;

import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.access.Audience.ADMIN;
import static com.leadignite.guard.caller.Role.PLATFORM_ADMIN;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** As {@link AdministersUsers}, for reading: the sign-in may be as old as on any admin route. */
@Documented
@Access(
    value = ADMIN,
    limit = Limit.ADMIN,
    roles = PLATFORM_ADMIN,
    scopes = Scope.USERS_ADMIN,
    services = true)
@Problems(SESSION_NOT_FOUND)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsUsers {}
