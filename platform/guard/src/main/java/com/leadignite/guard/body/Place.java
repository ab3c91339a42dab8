package com.leadignite.guard.body;

import org.jspecify.annotations.Nullable;

/**
 * A place in a request, and where to note that what is there cannot be read.
 *
 * @param parent the object or list that it is in; null for the whole
 * @param step the member's name, or an index in brackets
 */
record Place(@Nullable Place parent, String step, ReadErrors errors) {

  /** The whole of a request. */
  static Place root(ReadErrors errors) {
    return new Place(null, "", errors);
  }

  Place member(String name) {
    return new Place(this, name, errors);
  }

  Place item(int index) {
    return new Place(this, "[" + index + "]", errors);
  }

  /** Notes that what is here cannot be read. */
  void refuse(String message) {
    errors.add(path(), message);
  }

  /** Notes that there should be nothing here. */
  void refuseUnknown(String message) {
    errors.addUnknown(path(), message);
  }

  /** The place as it is on the wire; empty for the whole. */
  String path() {
    if (parent == null) {
      return step;
    }
    String outer = parent.path();
    return outer.isEmpty() || step.startsWith("[") ? outer + step : outer + "." + step;
  }
}
