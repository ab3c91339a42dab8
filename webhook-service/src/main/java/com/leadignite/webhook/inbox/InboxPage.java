package com.leadignite.webhook.inbox;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of webhooks, newest first, without their bodies.
 *
 * @param next the cursor of the next page; null on the last one
 */
@Schema(description = "A page of webhooks, newest first")
record InboxPage(List<InboxItem> items, @Nullable String next) {

  InboxPage {
    items = List.copyOf(items);
  }
}
