package com.leadignite.webhook.source;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All sources of an organization, which are few.
 *
 * @param next always null; the form is that of every list
 */
@Schema(description = "All sources of an organization, newest first")
public record SourcePage(List<SourceView> items, @Nullable String next) {

  public SourcePage {
    items = List.copyOf(items);
  }
}
