package com.leadignite.leads.lead;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some leads of a list.
 *
 * @param items in the order that was asked for
 * @param next the cursor of the next page; null on the last
 */
record LeadPage(
    List<Lead> items,
    @Schema(description = "Send as cursor to get the next page; null on the last.")
        @Nullable String next) {

  LeadPage {
    items = List.copyOf(items);
  }
}
