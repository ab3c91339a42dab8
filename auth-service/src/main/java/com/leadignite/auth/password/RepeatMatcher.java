package com.leadignite.auth.password;

import com.nulabinc.zxcvbn.matchers.Match;
import com.nulabinc.zxcvbn.matchers.MatchFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is the same several times over, as zxcvbn does. Its own matcher estimates what is
 * repeated by all its matchers, the dear one among them.
 */
final class RepeatMatcher {

  private static final Pattern GREEDY = Pattern.compile("(.+)\\1+");
  private static final Pattern LAZY = Pattern.compile("(.+?)\\1+");
  private static final Pattern WHOLE = Pattern.compile("^(.+?)\\1+$");

  private RepeatMatcher() {}

  /**
   * The repetitions in the text, in the form that zxcvbn scores.
   *
   * @param guesses estimates what is repeated
   */
  static List<Match> in(String text, ToDoubleFunction<String> guesses) {
    List<Match> found = new ArrayList<>();
    Matcher greedy = GREEDY.matcher(text);
    Matcher lazy = LAZY.matcher(text);
    int end = 0;
    while (end < text.length() && greedy.find(end) && lazy.find(end)) {
      // Greedy finds (abcabc)(abcabc) in it, lazy abc four times; in aabaab lazy stops after aa.
      boolean longer = greedy.group().length() > lazy.group().length();
      Matcher match = longer ? greedy : lazy;
      String token = match.group();
      String base = longer ? base(token) : match.group(1);
      found.add(
          MatchFactory.createRepeatMatch(
              match.start(),
              match.end() - 1,
              token,
              base,
              guesses.applyAsDouble(base),
              List.of(),
              token.length() / base.length()));
      end = match.end();
    }
    return found;
  }

  private static String base(String token) {
    Matcher whole = WHOLE.matcher(token);
    return whole.find() ? whole.group(1) : token;
  }
}
