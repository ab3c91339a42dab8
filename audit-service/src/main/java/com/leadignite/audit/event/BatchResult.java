package com.leadignite.audit.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param accepted how many events are stored now and were not before
 * @param duplicates how many were stored before, with the same content
 * @param rejected those that are not stored, and will not be if sent again
 */
@Schema(description = "What became of each event of a batch")
record BatchResult(int accepted, int duplicates, List<Rejection> rejected) {

  BatchResult {
    rejected = List.copyOf(rejected);
  }

  /**
   * @param id the event's id as it came; null where it had none
   * @param reason the member and the rule it breaks
   */
  record Rejection(@Nullable String id, String reason) {}
}
