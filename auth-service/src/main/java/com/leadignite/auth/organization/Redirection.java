package com.leadignite.auth.organization;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where the link of a mail leads.
 *
 * @param redirectTo an address, as far as the allow-list has it; else the site
 */
@Body
@RegisterForReflection
record Redirection(@Nullable @Size(max = 2048) String redirectTo) {}
