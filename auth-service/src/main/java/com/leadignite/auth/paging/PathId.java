package com.leadignite.auth.paging;

import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.UUID;

/** Ids in paths: UUIDs and nothing else (B34). */
public final class PathId {

  private PathId() {}

  /** The id in a path; anything else is not found. */
  public static UUID of(String text) {
    return Uuids.parse(text)
        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, "There is nothing here."));
  }
}
