package com.leadignite.auth.password;

import com.nulabinc.zxcvbn.Context;
import com.nulabinc.zxcvbn.Scoring;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.matchers.DateMatcher;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import com.nulabinc.zxcvbn.matchers.DictionaryMatcher;
import com.nulabinc.zxcvbn.matchers.Keyboard;
import com.nulabinc.zxcvbn.matchers.Match;
import com.nulabinc.zxcvbn.matchers.RegexMatcher;
import com.nulabinc.zxcvbn.matchers.ReverseDictionaryMatcher;
import com.nulabinc.zxcvbn.matchers.SequenceMatcher;
import com.nulabinc.zxcvbn.matchers.SpatialMatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many guesses a password withstands, as zxcvbn estimates it: by its matchers and its scoring,
 * but with words in l33t looked for by {@link LeetMatcher}. Zxcvbn tries every combination of what
 * the characters could stand for, which is 576 times the work for a password that has them all.
 */
final class GuessEstimate {

  // Static, so that an executable has its 30,000 words sorted already and need not read them.
  private static final Context CONTEXT = context();
  private static final Scoring SCORING = new Scoring(CONTEXT);
  private static final Map<String, Map<String, Integer>> WORDS = words();
  private static final int LONGEST =
      longest(WORDS.values().stream().flatMap(ranks -> ranks.keySet().stream()));

  private GuessEstimate() {}

  /**
   * The guesses.
   *
   * @param password at most some dozen characters: the work grows with their square
   * @param known what a guesser tries first for this person
   */
  static double of(String password, List<String> known) {
    Map<String, Map<String, Integer>> words = new LinkedHashMap<>(WORDS);
    List<String> lower = known.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    words.put("user_inputs", new Dictionary("user_inputs", lower).getRankedDictionary());
    return of(password, words, Math.max(LONGEST, longest(lower.stream())));
  }

  private static double of(String password, Map<String, Map<String, Integer>> words, int longest) {
    List<Match> matches = new ArrayList<>();
    matches.addAll(new DictionaryMatcher(CONTEXT, words).execute(password));
    matches.addAll(new ReverseDictionaryMatcher(CONTEXT, words).execute(password));
    matches.addAll(new LeetMatcher(words, longest).in(password));
    matches.addAll(new SpatialMatcher(CONTEXT).execute(password));
    matches.addAll(new SequenceMatcher(CONTEXT).execute(password));
    matches.addAll(new RegexMatcher(CONTEXT).execute(password));
    matches.addAll(new DateMatcher(CONTEXT).execute(password));
    // What is repeated is shorter than what repeats it, so that this ends.
    matches.addAll(RepeatMatcher.in(password, base -> of(base, WORDS, LONGEST)));
    return SCORING.calculateMostGuessableMatchSequence(password, matches).getGuesses();
  }

  private static int longest(Stream<String> words) {
    return words.mapToInt(String::length).max().orElse(0);
  }

  private static Context context() {
    try {
      Map<String, Dictionary> dictionaries = new LinkedHashMap<>();
      for (Dictionary dictionary : StandardDictionaries.loadAllDictionaries()) {
        dictionaries.put(dictionary.getName(), dictionary);
      }
      Map<String, Keyboard> keyboards = new LinkedHashMap<>();
      for (Keyboard keyboard : StandardKeyboards.loadAllKeyboards()) {
        keyboards.put(keyboard.getName(), keyboard);
      }
      return new Context(dictionaries, keyboards);
    } catch (IOException e) {
      throw new UncheckedIOException("zxcvbn's words cannot be read", e);
    }
  }

  private static Map<String, Map<String, Integer>> words() {
    Map<String, Map<String, Integer>> words = new LinkedHashMap<>();
    CONTEXT
        .getDictionaryMap()
        .forEach((name, dictionary) -> words.put(name, dictionary.getRankedDictionary()));
    return words;
  }
}
