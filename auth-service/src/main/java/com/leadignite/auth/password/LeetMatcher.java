package com.leadignite.auth.password;

import com.nulabinc.zxcvbn.matchers.Match;
import com.nulabinc.zxcvbn.matchers.MatchFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds words whose letters were replaced by characters that look like them, such as {@code
 * p@55w0rd}. Zxcvbn lets a letter be replaced by one character at a time and tries all
 * combinations; here all are read back at once. That finds the same words and those that mix
 * characters, and leaves a choice only for the three characters that look like two letters.
 */
final class LeetMatcher {

  private static final Map<Character, Character> LETTERS =
      Map.ofEntries(
          Map.entry('4', 'a'),
          Map.entry('@', 'a'),
          Map.entry('8', 'b'),
          Map.entry('(', 'c'),
          Map.entry('{', 'c'),
          Map.entry('[', 'c'),
          Map.entry('<', 'c'),
          Map.entry('3', 'e'),
          Map.entry('6', 'g'),
          Map.entry('9', 'g'),
          Map.entry('!', 'i'),
          Map.entry('0', 'o'),
          Map.entry('$', 's'),
          Map.entry('5', 's'),
          Map.entry('+', 't'),
          Map.entry('%', 'x'),
          Map.entry('2', 'z'));

  /** Digits may be meant as digits next to others: trustno1. */
  private static final Map<Character, String> AMBIGUOUS = Map.of('1', "il1", '|', "il", '7', "lt7");

  private final Map<String, Map<String, Integer>> words;
  private final int longest;

  /**
   * Looks for these words.
   *
   * @param words ranks by word in lower case, by the dictionary's name
   * @param longest how many characters the longest of them has
   */
  LeetMatcher(Map<String, Map<String, Integer>> words, int longest) {
    this.words = words;
    this.longest = longest;
  }

  /** The words in the text, in the form that zxcvbn scores. */
  List<Match> in(String text) {
    List<Match> found = new ArrayList<>();
    List<Map<Character, Character>> readings = readings(text);
    readings.forEach(reading -> find(text, reading, found));
    return found;
  }

  /** At most eighteen ways to read all of it, and two that leave all digits what they are. */
  private static List<Map<Character, Character>> readings(String text) {
    Map<Character, Character> symbols = new HashMap<>();
    Map<Character, Character> all = new HashMap<>();
    text.chars()
        .mapToObj(c -> (char) c)
        .filter(LETTERS::containsKey)
        .forEach(c -> {
          all.put(c, LETTERS.get(c));
          if (!Character.isDigit(c)) {
            symbols.put(c, LETTERS.get(c));
          }
        });
    List<Map<Character, Character>> readings = new ArrayList<>(chosen(text, "1|7", all));
    if (!symbols.isEmpty() && symbols.size() < all.size()) {
      readings.addAll(chosen(text, "|", symbols));
    }
    readings.removeIf(Map::isEmpty);
    return readings;
  }

  private static List<Map<Character, Character>> chosen(
      String text, String ambiguous, Map<Character, Character> certain) {
    List<Map<Character, Character>> readings = List.of(certain);
    for (int i = 0; i < ambiguous.length(); i++) {
      char c = ambiguous.charAt(i);
      if (text.indexOf(c) >= 0) {
        List<Map<Character, Character>> more = new ArrayList<>();
        for (Map<Character, Character> reading : readings) {
          more.addAll(choices(c, reading));
        }
        readings = more;
      }
    }
    return readings;
  }

  private static List<Map<Character, Character>> choices(
      char c, Map<Character, Character> reading) {
    return AMBIGUOUS
        .getOrDefault(c, "")
        .chars()
        .mapToObj(letter -> {
          Map<Character, Character> chosen = new HashMap<>(reading);
          if (letter != c) {
            chosen.put(c, (char) letter);
          }
          return chosen;
        })
        .toList();
  }

  private void find(String text, Map<Character, Character> reading, List<Match> found) {
    String lower = read(text, Map.of());
    String read = read(text, reading);
    for (int start = 0; start < read.length(); start++) {
      for (int end = start + 2; end <= Math.min(read.length(), start + longest); end++) {
        String word = read.substring(start, end);
        if (!lower.regionMatches(start, word, 0, word.length())) {
          find(text.substring(start, end), start, word, reading, found);
        }
      }
    }
  }

  private void find(
      String token, int start, String word, Map<Character, Character> reading, List<Match> found) {
    words.forEach((dictionary, ranks) -> {
      Integer rank = ranks.get(word);
      if (rank != null) {
        Map<Character, Character> used = new HashMap<>(reading);
        used.keySet().removeIf(c -> token.indexOf(c) < 0);
        found.add(
            MatchFactory.createDictionaryL33tMatch(
                start, start + token.length() - 1, token, word, rank, dictionary, false, used, ""));
      }
    });
  }

  /** In lower case, character by character: a text must not get longer by it. */
  private static String read(String text, Map<Character, Character> reading) {
    StringBuilder read = new StringBuilder(text.length());
    text.chars()
        .mapToObj(c -> Character.toLowerCase((char) c))
        .forEach(c -> read.append(reading.getOrDefault(c, c)));
    return read.toString();
  }
}
