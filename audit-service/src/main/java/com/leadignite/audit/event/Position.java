package com.leadignite.audit.event;

import java.time.Instant;
import java.util.UUID;

/** Where an event stands in the list, which goes by time and then by id, newest first. */
record Position(Instant occurredAt, UUID id) {}
