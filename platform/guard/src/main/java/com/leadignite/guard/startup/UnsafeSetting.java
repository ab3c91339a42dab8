package com.leadignite.guard.startup;

/**
 * A setting that must not reach production.
 *
 * @param property its name
 * @param danger what could happen
 * @param remedy what to set instead
 */
public record UnsafeSetting(String property, String danger, String remedy) {

  @Override
  public String toString() {
    return property + ": " + danger + ". " + remedy + ".";
  }
}
