package com.leadignite.auth.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the part
 * @param next what to send as {@code after} for the next part; null at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

  /** Items of a page when the request does not say. */
  static final int DEFAULT_LIMIT = 50;

  /** The most items of a page. */
  static final int MAX_LIMIT = 100;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  public Page {
    items = List.copyOf(items);
  }

  /** Makes a page of what was read with a limit of one more. */
  public static <T> Page<T> of(List<T> read, int limit, Function<T, Object> id) {
    if (read.size() <= limit) {
      return new Page<>(read, null);
    }
    List<T> items = read.subList(0, limit);
    return new Page<>(items, id.apply(items.getLast()).toString());
  }

  /**
   * How many to read: what was asked for, from 1 to 100, or 50 where nothing was.
   *
   * @throws Problem validation-failed where no number was asked for
   */
  public static int limit(@Nullable String asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (!NUMBER.matcher(asked).matches()) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "limit must be a number");
    }
    return Math.clamp(Long.parseLong(asked), 1, MAX_LIMIT);
  }
}
