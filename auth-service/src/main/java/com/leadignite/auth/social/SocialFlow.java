package com.leadignite.auth.social;

import com.leadignite.auth.redirect.Flow;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person's way to a provider and back.
 *
 * @param provider its name
 * @param flow where it leads
 * @param linking who links the provider to their account; null for a sign-in
 */
record SocialFlow(String provider, Flow flow, @Nullable Linking linking) {

  /** A signed-in person who links a provider, and the session they asked for it in. */
  record Linking(UserId user, SessionId session) {}
}
