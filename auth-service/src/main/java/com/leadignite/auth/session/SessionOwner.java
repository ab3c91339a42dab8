package com.leadignite.auth.session;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;

/**
 * An active session and whose it is.
 *
 * @param session the session
 * @param user who signed in
 * @param tenant the organization that they act in
 */
public record SessionOwner(SessionId session, UserId user, TenantId tenant) {}
