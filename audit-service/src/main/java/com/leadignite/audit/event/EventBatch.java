package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Events of one service. They stay JSON here, because one that breaks a rule must not keep the
 * others from being read.
 *
 * @param events at most 500, each of schema version 1
 */
@Schema(description = "Events of one service, at most 500")
record EventBatch(@Nullable List<JsonNode> events) {

  static final int MAX_EVENTS = 500;
}
