package com.leadignite.leads.lead;

import com.leadignite.guard.body.Body;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** To whom a lead is handed over. */
@Body
@RegisterForReflection
record NewOwner(@NotNull UUID ownerId) {}
