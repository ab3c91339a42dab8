package com.leadignite.auth.mfa;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new set of recovery codes. Does not print them.
 *
 * @param id names the factor
 * @param friendlyName what the person calls it
 * @param codes in lower case; they are shown nowhere else
 */
public record RecoveryCodes(UUID id, @Nullable String friendlyName, List<String> codes) {

  public RecoveryCodes {
    codes = List.copyOf(codes);
  }

  /**
   * What is left of a set.
   *
   * @param id names the factor
   * @param total how many codes it had
   * @param remaining how many of them were not used yet
   */
  public record Status(UUID id, int total, int remaining) {}

  @Override
  public String toString() {
    return "RecoveryCodes[id=" + id + "]";
  }
}
