package com.leadignite.benchmarks;

/**
 * A list, read with few items and with many: what the many cost more is what items cost.
 *
 * @param name what the table calls it
 */
record ListRead(String name, Asked few, Asked many) {

  /**
   * A page.
   *
   * @param path with the query
   * @param token of somebody who may read it
   * @param items how many it has
   */
  record Asked(String path, String token, int items) {}

  /** A list in pages: with one item, and with so many. */
  static ListRead paged(String name, String path, String token, int items) {
    String query = path + (path.contains("?") ? "&" : "?") + "limit=";
    return new ListRead(
        name, new Asked(query + 1, token, 1), new Asked(query + items, token, items));
  }
}
