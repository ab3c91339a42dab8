package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessEstimateTest {

  private static final String L33T = "4@8({[<3691!|170$5+7%2";
  private static final List<String> KNOWN = List.of("brightwater", "jane.doe");
  private static final Zxcvbn ZXCVBN = new Zxcvbn();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final String ORDINARY =
      "quartz lantern 94 meadow and the violet harbour 27 canyon of the north!!";
  private static final List<String> WORST =
      List.of(
          L33T + L33T + L33T + "4@8({[",
          "4@8({[<3691!|170$5+7%2qwertyuiopas4@8({[<3691!|170$5+7%2qwertyuiopas",
          "p4ssw0rd|1l7p4ssw0rd|1l7p4ssw0rd|1l7p4ssw0rd|1l7p4ssw0rd|1l7p4ssw0rd|1l7",
          "aabbccddeeffgghhiijjkkllmmnnooppqqrrssttuuvvwwxxyyzz1122334455667788990",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
          "abababababababababababababababababababababababababababababababababababac",
          "190119021903190419051906190719081909191019111912191319141915191619171918",
          "passwordpasswordpasswordpasswordpasswordpasswordpasswordpasswordpassword");

  private static double zxcvbn(String password) {
    return ZXCVBN.measure(password, KNOWN).getGuesses();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "password",
        "Password123!",
        "P@ssw0rd1234",
        "drowssap2024",
        "qwertyuiopasdf",
        "1q2w3e4r5t6y",
        "zxcvbn!QAZ",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "aabaabaabaab",
        "p4ssw0rdp4ssw0rd",
        "1990-01-01",
        "19900101",
        "brightwater2026",
        "br1ghtw4ter",
        "jane.doe99",
        "trustno1trustno1",
        "correct horse battery staple",
        "xK9#mQ2$vL7p",
        "alles neu macht der November",
        "\u00fcn\u00efc\u00f6d\u00e9 p\u00e4ssphr\u00e4se",
        "\u0130STANBUL istanbul",
        "\ud83d\udca7\ud83d\udca7 password \ud83d\udca7"
      })
  void isThatOfZxcvbn(String password) {
    assertEquals(zxcvbn(password), GuessEstimate.of(password, KNOWN), password);
  }

  @Test
  void isNeverAboveThatOfZxcvbnIfThatRefuses() {
    List<String> words =
        List.of(
            "password", "iloveyou", "brightwater", "football", "trustno1", "letmein", "oranges");
    Random random = new Random(39);
    for (int i = 0; i < 200; i++) {
      String password = l33t(words.get(random.nextInt(words.size())), random);
      if (random.nextBoolean()) {
        password += l33t(words.get(random.nextInt(words.size())), random);
      }
      if (random.nextInt(4) == 0) {
        password += random.nextInt(10_000);
      }

      double theirs = zxcvbn(password);

      if (theirs < 1e8) {
        assertTrue(GuessEstimate.of(password, KNOWN) <= theirs, password);
      }
    }
  }

  private static String l33t(String word, Random random) {
    StringBuilder l33t = new StringBuilder();
    word.chars()
        .forEach(c -> l33t.append(random.nextInt(3) == 0 ? (char) c : like((char) c, random)));
    return l33t.toString();
  }

  private static char like(char letter, Random random) {
    String like =
        switch (letter) {
          case 'a' -> "4@";
          case 'b' -> "8";
          case 'e' -> "3";
          case 'g' -> "69";
          case 'i' -> "1!|";
          case 'l' -> "1|7";
          case 'o' -> "0";
          case 's' -> "$5";
          case 't' -> "+7";
          default -> String.valueOf(letter);
        };
    return like.charAt(random.nextInt(like.length()));
  }

  @Test
  void findsWordsThatMixWhatLooksLikeALetter() {
    assertTrue(GuessEstimate.of("pa5$w0rdpa$5w0rd", KNOWN) < 1e8);
  }

  @Test
  @Tag("B39")
  void costsLittleMoreThanThatOfAnyOtherPasswordOfItsLength() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    nanos.put(ORDINARY, Long.MAX_VALUE);
    WORST.forEach(worst -> nanos.put(worst, Long.MAX_VALUE));
    // In turns, and the least of many times: how much of it is compiled is the same for all.
    for (int i = 0; i < 60; i++) {
      nanos.replaceAll((password, least) -> Math.min(least, nanos(password)));
    }

    // The dearest takes two and a half times as long. Next to the hash of a sign-up, which takes
    // several times as long, either is little.
    long most = 4 * nanos.get(ORDINARY);
    nanos.forEach((password, least) ->
        assertTrue(least <= most, () -> password + " takes " + least + " ns of " + most));
  }

  /** In processor time of this thread. */
  private static long nanos(String password) {
    long start = THREADS.getCurrentThreadCpuTime();
    GuessEstimate.of(password, KNOWN);
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
