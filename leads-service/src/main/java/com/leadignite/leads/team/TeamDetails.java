package com.leadignite.leads.team;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Line;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/**
 * What admins say of a team.
 *
 * @param name what it is called; no other team of the organization is, in any case
 */
@Body
@RegisterForReflection
record TeamDetails(@NotNull @Line(max = 100) String name) {}
