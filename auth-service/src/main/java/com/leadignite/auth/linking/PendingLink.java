package com.leadignite.auth.linking;

import com.leadignite.auth.identity.ProvenIdentity;
import com.leadignite.guard.id.SessionId;

/**
 * An identity that a signed-in person asked to link.
 *
 * @param session where they asked for it: nothing is linked once that has ended
 * @param identity what the provider said
 */
public record PendingLink(SessionId session, ProvenIdentity identity) {}
