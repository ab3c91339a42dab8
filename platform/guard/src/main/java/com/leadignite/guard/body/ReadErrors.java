package com.leadignite.guard.body;

import java.util.ArrayList;
import java.util.List;

/** What could not be read of one request: values of a wrong type, members nobody knows. */
final class ReadErrors {

  /** More than are answered, so that a body of nothing but errors costs no more than its bytes. */
  private static final int MOST = 100;

  private final List<Broken> found = new ArrayList<>();

  /**
   * A broken rule.
   *
   * @param path the place as it is on the wire
   * @param unread whether a value is missing because of it, and not only one too many
   */
  record Broken(String path, String message, boolean unread) {}

  /** Notes a value that could not be read. */
  void add(String path, String message) {
    add(new Broken(path, message, true));
  }

  /** Notes a member that there should not be. */
  void addUnknown(String path, String message) {
    add(new Broken(path, message, false));
  }

  private void add(Broken broken) {
    if (found.size() < MOST) {
      found.add(broken);
    }
  }

  boolean isFull() {
    return found.size() >= MOST;
  }

  boolean has(String path) {
    return found.stream().anyMatch(broken -> broken.path().equals(path));
  }

  /**
   * Whether something in the object at that path could not be read; the whole has an empty path.
   */
  boolean hasWithin(String path) {
    return found.stream()
        .filter(Broken::unread)
        .map(Broken::path)
        .anyMatch(broken ->
            path.isEmpty() || broken.startsWith(path + ".") || broken.startsWith(path + "["));
  }

  /**
   * Whether an item that is a record itself could not be read, so that later ones have moved up.
   */
  boolean hasUnreadItem(String path) {
    int item = path.lastIndexOf('[');
    return item >= 0
        && found.stream()
            .map(Broken::path)
            .anyMatch(
                broken -> broken.startsWith(path.substring(0, item + 1)) && broken.endsWith("]"));
  }

  List<Broken> all() {
    return found;
  }
}
