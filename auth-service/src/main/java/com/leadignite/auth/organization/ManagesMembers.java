package com.leadignite.auth.organization;

import static com.leadignite.guard.access.Audience.SIGNED_IN;
import static com.leadignite.guard.caller.Role.ADMIN;
import static com.leadignite.guard.caller.Role.PLATFORM_ADMIN;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Access for admins with a fresh sign-in; {@link MemberPolicy} decides about each member. */
@Documented
@Access(
    value = SIGNED_IN,
    limit = Limit.ACCOUNT,
    roles = {ADMIN, PLATFORM_ADMIN},
    scopes = Scope.ORGANIZATION_WRITE,
    fresh = true)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ManagesMembers {}
