package com.leadignite.leads.team;

import java.time.Instant;
import java.util.UUID;

/**
 * A person in a team.
 *
 * @param userId their account
 * @param createdAt since when
 */
record TeamMember(UUID userId, Instant createdAt) {}
