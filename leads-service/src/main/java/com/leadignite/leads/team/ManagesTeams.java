package com.leadignite.leads.team;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Changes teams, which decides what managers see: administration. */
@Access(value = Audience.ADMIN, limit = Limit.ADMIN, roles = Role.ADMIN, scopes = Scope.LEADS_WRITE)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ManagesTeams {}
