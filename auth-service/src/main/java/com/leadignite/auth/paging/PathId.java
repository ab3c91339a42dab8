package com.leadignite.auth.paging;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids in paths and queries: UUIDs in the canonical form and nothing else (B34). */
public final class PathId {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private PathId() {}

  /** The id in a path; anything else is not found. */
  public static UUID of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new Problem(CommonProblem.NOT_FOUND, "There is nothing here.");
    }
    return UUID.fromString(text);
  }

  /** The cursor of a page; empty for the first page. */
  public static Optional<UUID> cursor(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (!FORM.matcher(text).matches()) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "after must be what next answered");
    }
    return Optional.of(UUID.fromString(text));
  }
}
