package com.leadignite.auth.paging;

import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids in paths and queries: UUIDs and nothing else (B34). */
public final class PathId {

  private PathId() {}

  /** The id in a path; anything else is not found. */
  public static UUID of(String text) {
    return Uuids.parse(text)
        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, "There is nothing here."));
  }

  /** The cursor of a page; empty for the first page. */
  public static Optional<UUID> cursor(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Uuids.parse(text)
            .orElseThrow(() ->
                new Problem(CommonProblem.VALIDATION_FAILED, "after must be what next answered")));
  }
}
