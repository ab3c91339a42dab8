package com.leadignite.guard.page;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as every service answers it.
 *
 * @param items the items of this page, in the list's order
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(
    @Schema(description = "The items of this page, in the order of the list.") List<T> items,
    @Schema(
            description =
                "Send it as `cursor`, with the same filters and order, to get the next page. Null on"
                    + " the last page.")
        @Nullable String next) {

  public Page {
    items = List.copyOf(items);
  }

  /** A list that fits into one page. */
  public static <T> Page<T> single(List<T> items) {
    return new Page<>(items, null);
  }

  /** The same page with each item converted. */
  public <R> Page<R> map(Function<? super T, ? extends R> conversion) {
    return new Page<>(items.stream().<R>map(conversion).toList(), next);
  }
}
