package com.leadignite.testkit.cost;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts for which something or other takes longer than their length lets one think. */
final class WorstCaseTexts {

  /** What most texts may have, and what the longest may. */
  static final int[] LENGTHS = {72, 2_000};

  private static final Map<String, String[]> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("combining marks", parts("a", "\u0301\u0316", ""));
    PARTS.put("marks on many letters", parts("", "a\u0301\u0316\u0301\u0316", ""));
    PARTS.put("l33t", parts("", "4@8({[<3691!|170$5+7%2", ""));
    PARTS.put("digits", parts("", "9876543210", ""));
    PARTS.put("a sign and digits", parts("+", "1", ""));
    PARTS.put("one letter", parts("", "a", "!"));
    PARTS.put("words with dots", parts("", "a.", "@"));
    PARTS.put("an address", parts("a@", "a-a.", "-"));
    PARTS.put("brackets", parts("", "((", ")"));
    PARTS.put("blanks", parts("x", " ", "x"));
    PARTS.put("extensions", parts("+12025550123 ", "ext. 1 ", "x"));
    PARTS.put("hyphens", parts("+1", "-~ ", "2"));
    PARTS.put("a web address", parts("http://a.example/", "%41/../", "?"));
    PARTS.put("a fraction", parts("2026-01-01T00:00:00.", "1", "Z"));
    PARTS.put("hex", parts("", "0f-", ""));
    PARTS.put("capitals that grow", parts("", "\u0130", ""));
    PARTS.put("syllables in parts", parts("", "\u1100\u1161\u11a8", ""));
    PARTS.put("control characters", parts("a", "\u0001", "a"));
    PARTS.put("beyond the first plane", parts("", "\ud83d\udca7", ""));
    PARTS.put("commas", parts("", "new,", ""));
  }

  private WorstCaseTexts() {}

  private static String[] parts(String start, String again, String end) {
    return new String[] {start, again, end};
  }

  /** The texts of at most so many UTF-8 bytes, by what is bad about them. */
  static Map<String, String> of(int bytes) {
    Map<String, String> texts = new LinkedHashMap<>();
    PARTS.forEach((name, parts) -> {
      int left = bytes - length(parts[0]) - length(parts[2]);
      texts.put(name, parts[0] + parts[1].repeat(left / length(parts[1])) + parts[2]);
    });
    return texts;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
