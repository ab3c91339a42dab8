package com.leadignite.audit.event;

import com.leadignite.guard.body.Body;
import com.leadignite.guard.body.Unread;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Events of one service. They are not read yet, because one that breaks a rule must not keep the
 * others from being stored.
 */
@Body
@RegisterForReflection
@Schema(description = "Events of one service.")
record EventBatch(@NotNull @Size(max = 500) List<Unread<NewEvent>> events) {}
