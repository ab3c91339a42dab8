package com.leadignite.leads;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.problem.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags of a conditional request (RFC 9110, section 13.1), as they were sent.
 *
 * @param tags each with its quotes, and with {@code W/} if it is weak
 */
public record EntityTags(Set<String> tags) {

  private static final String ANY = "*";
  private static final Pattern STRONG = Pattern.compile("\"[!#-~\\x80-\\xff]*\"");

  public EntityTags {
    tags = Set.copyOf(tags);
  }

  /**
   * The tags of an {@code If-Match} that a change must carry.
   *
   * @throws Problem {@code precondition-required} without one, and for {@code *}, which would
   *     overwrite what the caller has not seen; {@code validation-failed} for a tag that could
   *     never match, because it is weak or not in its quotes: nothing has changed then
   */
  public static EntityTags required(@Nullable String ifMatch) {
    EntityTags sent = of(ifMatch);
    if (sent.tags.isEmpty() || sent.tags.contains(ANY)) {
      throw new Problem(
          LeadsProblem.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the version that the change is made to.");
    }
    return sent.strong();
  }

  /** The tags of an {@code If-Match} that a change may carry; empty without one and for any. */
  public static Optional<EntityTags> optional(@Nullable String ifMatch) {
    EntityTags sent = of(ifMatch);
    return sent.tags.isEmpty() || sent.tags.contains(ANY)
        ? Optional.empty()
        : Optional.of(sent.strong());
  }

  private EntityTags strong() {
    if (!tags.stream().allMatch(tag -> STRONG.matcher(tag).matches())) {
      throw Violations.of(
          "If-Match",
          "must be an ETag as it was answered, in its quotes and without W/ in front: \"3\"");
    }
    return this;
  }

  /** The tags of a header field; none if it is missing. */
  public static EntityTags of(@Nullable String field) {
    return new EntityTags(
        field == null
            ? Set.of()
            : Arrays.stream(field.split(",", 32))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Holds a change to the version it was made for. Compares strongly: a weak tag matches nothing.
   *
   * @throws Problem {@code precondition-failed}, with the current ETag
   */
  public void mustMatch(String current) {
    if (!tags.contains(current)) {
      throw new Problem(
              LeadsProblem.PRECONDITION_FAILED,
              "Read it again, and make the change to what it is now.")
          .header("ETag", current);
    }
  }

  /** Whether a reader has this version already. Compares weakly, as If-None-Match does. */
  public boolean has(String current) {
    return tags.contains(ANY) || tags.contains(current) || tags.contains("W/" + current);
  }
}
