package com.leadignite.guard.seal;

import com.leadignite.guard.startup.UnsafeSetting;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The keys of one setting: the first seals, and all of them open. Does not print.
 *
 * <p>To change the key an operator puts the new one first, waits until nothing is sealed with the
 * old one, and removes that.
 */
public final class SealingKeys {

  private static final int KEY_BYTES = 32;

  /** Of 32 random bytes fewer are different once in 10^15 keys. */
  private static final int FEWEST_DIFFERENT_BYTES = 16;

  private final String property;
  private final List<byte[]> keys;

  private SealingKeys(String property, List<byte[]> keys) {
    this.property = property;
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads the keys of a setting.
   *
   * @param property the setting's name, for the operator
   * @param text one or more keys of 32 bytes in base64, separated by commas
   * @throws IllegalArgumentException naming the property and not the value
   */
  public static SealingKeys parse(String property, String text) {
    List<byte[]> keys = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      byte[] key = decode(each.strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            property
                + " must be 32 bytes in base64, or several such keys separated by commas; make one"
                + " with: openssl rand -base64 32");
      }
      if (keys.stream().anyMatch(other -> MessageDigest.isEqual(other, key))) {
        throw new IllegalArgumentException(property + " has the same key twice");
      }
      keys.add(key);
    }
    return new SealingKeys(property, keys);
  }

  // What is no base64 has no length that serves; the exception's message would quote the key.
  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Other keys in place of these, computed from them one by one. */
  public SealingKeys derive(UnaryOperator<byte[]> derivation) {
    return new SealingKeys(
        property, keys.stream().map(key -> derivation.apply(key.clone())).toList());
  }

  /** A copy of the key that seals. */
  public byte[] first() {
    return keys.getFirst().clone();
  }

  /** Whether there are keys that open only: what they sealed is to be sealed again. */
  public boolean areChanging() {
    return keys.size() > 1;
  }

  /**
   * What must not reach production of a setting: keys that nobody would take for random, such as
   * one that was published with the code, and what is no key.
   */
  public static List<UnsafeSetting> findings(String property, String text) {
    try {
      return parse(property, text).keys.stream().anyMatch(SealingKeys::isGuessable)
          ? List.of(
              unsafe(
                  property,
                  "it is text or a pattern, such as the published key of the tests, and can be"
                      + " guessed"))
          : List.of();
    } catch (IllegalArgumentException e) {
      return List.of(
          unsafe(property, "it is not one or more different keys of 32 bytes in base64"));
    }
  }

  private static UnsafeSetting unsafe(String property, String danger) {
    return new UnsafeSetting(property, danger, "Make a key with: openssl rand -base64 32");
  }

  private static boolean isGuessable(byte[] key) {
    boolean text = true;
    boolean[] seen = new boolean[256];
    int different = 0;
    for (byte each : key) {
      text &= each >= ' ' && each <= '~';
      different += seen[each & 0xff] ? 0 : 1;
      seen[each & 0xff] = true;
    }
    return text || different < FEWEST_DIFFERENT_BYTES;
  }

  String property() {
    return property;
  }

  /** Copies of all keys, the one that seals first. */
  public List<byte[]> all() {
    return keys.stream().map(byte[]::clone).toList();
  }

  @Override
  public String toString() {
    return "SealingKeys[" + property + "]";
  }
}
