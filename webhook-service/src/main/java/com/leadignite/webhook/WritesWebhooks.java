package com.leadignite.webhook;

import static com.leadignite.guard.access.Audience.ADMIN;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Access for admins of an organization, to change its sources. */
@Documented
@Access(
    value = ADMIN,
    limit = Limit.ADMIN,
    roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
    scopes = Scope.WEBHOOKS_WRITE)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WritesWebhooks {}
