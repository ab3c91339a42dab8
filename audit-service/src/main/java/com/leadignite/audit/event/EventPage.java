package com.leadignite.audit.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first.
 *
 * @param items each as it was sent, with {@code received_at} and {@code sender}
 * @param next the cursor of the next page; null on the last one
 */
@Schema(description = "A page of events, newest first")
record EventPage(List<EventJson> items, @Nullable String next) {

  EventPage {
    items = List.copyOf(items);
  }
}
