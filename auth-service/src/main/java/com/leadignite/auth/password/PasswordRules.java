package com.leadignite.auth.password;

import com.leadignite.auth.account.Address;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are accepted: long ones that are not easy to guess, and not known from breaches.
 * No rule says which characters must be in it (ASVS 6.2.5).
 */
@Singleton
public final class PasswordRules {

  /** The estimate takes time that grows faster than the length, and more can only be better. */
  private static final int ESTIMATED_CHARACTERS = 72;

  /** Words of our own that a guesser would try here (ASVS 6.1.2). */
  private static final List<String> CONTEXT_WORDS =
      List.of("lead", "leads", "ignite", "leadignite", "lead-ignite", "crm", "agent", "webhook");

  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final int minLength;
  private final long minGuesses;
  private final boolean breachedRefused;

  PasswordRules(PasswordConfig config) {
    this.minLength = config.minLength();
    this.minGuesses = config.minGuesses();
    this.breachedRefused = config.breached().refused();
  }

  /**
   * Refuses a password that is too short, breached or too easy to guess. Takes a few milliseconds
   * of CPU, whatever the password is made of.
   *
   * @param address whose password it is to be: a password may not be made of it; null if they have
   *     none
   * @param words other words that a guesser would try for this person, such as their organization
   * @throws Problem weak-password, with the reasons {@code length} or {@code pwned}
   */
  void check(Password password, @Nullable Address address, List<String> words) {
    if (password.length() < minLength) {
      throw tooShort();
    }
    if (isBreached(password) || isCommon(password.text(), address, words)) {
      throw Weakness.PWNED.problem();
    }
  }

  /** The refusal of a password that is too short, as an empty one always is. */
  public Problem tooShort() {
    return Weakness.ofLength(minLength).problem();
  }

  /**
   * What would be said against a password that is in use, as far as it costs nothing to find out:
   * its owner can choose another one.
   */
  public Optional<Weakness> weakness(Password password) {
    if (password.length() < minLength) {
      return Optional.of(Weakness.ofLength(minLength));
    }
    return isBreached(password) ? Optional.of(Weakness.PWNED) : Optional.empty();
  }

  private boolean isBreached(Password password) {
    return breachedRefused && BreachedPasswords.contain(password.text());
  }

  private boolean isCommon(String password, @Nullable Address address, List<String> words) {
    List<String> guesses = new ArrayList<>(CONTEXT_WORDS);
    Stream<String> parts = Stream.of();
    if (address != null) {
      guesses.add(address.value());
      parts = address.parts();
    }
    Stream.concat(parts, words.stream())
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(PasswordRules::forms)
        .forEach(guesses::add);
    guesses.removeIf(word -> word.length() < 3);
    int end =
        password.offsetByCodePoints(
            0, Math.min(ESTIMATED_CHARACTERS, password.codePointCount(0, password.length())));
    return GuessEstimate.of(password.substring(0, end), guesses) < minGuesses;
  }

  /** As it is, its parts, and the parts run together: jane.doe, jane, doe, janedoe. */
  private static Stream<String> forms(String text) {
    List<String> parts = List.of(SEPARATORS.split(text));
    return Stream.concat(parts.stream(), Stream.of(text, String.join("", parts)));
  }
}
