package com.leadignite.guard.page;

import java.util.UUID;

/**
 * A position in a list: the next page begins after it.
 *
 * @param key what the list is sorted by, as text; empty if it is sorted by id alone
 * @param id the id that decides among equal keys
 */
public record Place(String key, UUID id) {

  /** A position in a list that is sorted by id. */
  public static Place of(UUID id) {
    return new Place("", id);
  }
}
