package com.leadignite.guard.member;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service answers about a person and an organization.
 *
 * @param membership what they are in it; empty if they are no member, are banned, or it is
 *     suspended
 * @param suspended whether they are a member of an organization that is suspended
 * @param readAt when it was so, on the clock that revocations are compared with; null if
 *     auth-service does not say
 */
public record Standing(
    Optional<Membership> membership, boolean suspended, @Nullable Instant readAt) {}
