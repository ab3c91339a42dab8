package com.leadignite.auth.organization;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Changes an organization from outside: for those who run the platform, freshly signed in. */
@Access(
    value = Audience.ADMIN,
    limit = Limit.ADMIN,
    roles = Role.PLATFORM_ADMIN,
    scopes = Scope.PLATFORM_ADMIN,
    fresh = true)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ManagesOrganizations {}
