package com.leadignite.guard.startup;

import java.util.Optional;

/**
 * A setting that must not reach production.
 *
 * @param property its name
 * @param danger what could happen
 * @param remedy what to set instead
 */
public record UnsafeSetting(String property, String danger, String remedy) {

  /**
   * The finding about a value that is out of range; empty if it is not.
   *
   * @param least the smallest value that is safe
   * @param most the largest value that is safe
   */
  public static <T extends Comparable<? super T>> Optional<UnsafeSetting> outside(
      String property, T value, T least, T most, String danger) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0
        ? Optional.of(new UnsafeSetting(property, danger, "Set " + least + " to " + most))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return property + ": " + danger + ". " + remedy + ".";
  }
}
