package com.leadignite.webhook.source;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.WebhookProblem;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a change may be made to (RFC 9110, section 13.1.1).
 *
 * @param tags each in its quotes
 */
record IfMatch(List<String> tags) {

  private static final Pattern STRONG = Pattern.compile("\"[!#-~]{0,64}\"");
  private static final int MOST = 32;

  IfMatch {
    tags = List.copyOf(tags);
  }

  /**
   * The field of a change, which has to be there.
   *
   * @throws Problem {@code precondition-required} without one and for {@code *}, which would
   *     overwrite what the caller has not seen; {@code validation-failed} for what is no strong tag
   */
  static IfMatch required(@Nullable String field) {
    if (field == null || field.isBlank() || field.strip().equals("*")) {
      throw new Problem(
          WebhookProblem.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the version that the change is made to.");
    }
    List<String> tags = Arrays.stream(field.split(",", MOST)).map(String::strip).toList();
    if (!tags.stream().allMatch(tag -> STRONG.matcher(tag).matches())) {
      throw Violations.of(
          "If-Match",
          "must be an ETag as it was answered, in its quotes and without W/ in front: \"3\"");
    }
    return new IfMatch(tags);
  }

  /**
   * Holds a change to the version it was made for.
   *
   * @throws Problem {@code precondition-failed}, with the current ETag
   */
  void mustMatch(String current) {
    if (!tags.contains(current)) {
      throw changedMeanwhile().header("ETag", current);
    }
  }

  /** The refusal of a change to a version that is no more. */
  static Problem changedMeanwhile() {
    return new Problem(
        WebhookProblem.PRECONDITION_FAILED,
        "Read it again, and make the change to what it is now.");
  }
}
