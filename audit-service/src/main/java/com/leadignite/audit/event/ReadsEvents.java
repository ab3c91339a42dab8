package com.leadignite.audit.event;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Access for admins; {@link EventPolicy} decides whose events they see. */
@Documented
@Access(
    value = Audience.ADMIN,
    limit = Limit.ADMIN,
    roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
    scopes = Scope.AUDIT_READ)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ReadsEvents {}
