package com.leadignite.leads.call;

import static com.leadignite.guard.access.Audience.SIGNED_IN;
import static com.leadignite.guard.caller.Role.ADMIN;
import static com.leadignite.guard.caller.Role.AGENT;
import static com.leadignite.guard.caller.Role.MANAGER;
import static com.leadignite.guard.caller.Role.USER;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Access for every member of an organization; the lead decides about each call. */
@Documented
@Access(
    value = SIGNED_IN,
    limit = Limit.READ,
    roles = {USER, AGENT, MANAGER, ADMIN},
    scopes = Scope.CALLS_READ)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ReadsCalls {}
