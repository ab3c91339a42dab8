package com.leadignite.audit.event;

import java.time.Instant;

/**
 * An event as it is kept.
 *
 * @param content the whole event as canonical JSON
 * @param receivedAt when it was stored
 * @param sender the service that brought it
 * @param position where it stands in the list
 */
record StoredEvent(String content, Instant receivedAt, String sender, Position position) {}
