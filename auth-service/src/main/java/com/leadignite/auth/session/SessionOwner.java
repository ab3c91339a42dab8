package com.leadignite.auth.session;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;

/**
 * An active session and whose it is.
 *
 * @param session the session
 * @param user who signed in
 */
public record SessionOwner(SessionId session, UserId user) {}
