package com.leadignite.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.key.RootKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest {

  private static final String FIRST_KEY = "tWl0Q0oKQd5L8mYc0Ck3sXH8vL4mJ2m9pQyq1oV3nXk=";
  private static final String OTHER_KEY = RootKeys.NEW_KEY;

  private final RefreshTokens tokens = tokens(FIRST_KEY);

  @Test
  void areOpaqueAndRandom() {
    String token = tokens.first();

    assertTrue(RefreshTokens.isOne(token), token);
    assertEquals(32, Base64.getUrlDecoder().decode(token).length);
    assertNotEquals(token, tokens.first());
  }

  @Test
  void haveOneSuccessorEach() {
    String token = tokens.first();

    String successor = tokens.successor(token);

    assertTrue(RefreshTokens.isOne(successor), successor);
    assertEquals(successor, tokens(FIRST_KEY).successor(token));
    assertNotEquals(successor, tokens.successor(tokens.first()));
    assertNotEquals(successor, tokens.successor(successor));
  }

  @Test
  void haveASuccessorThatOnlyTheKeyComputes() {
    String token = tokens.first();

    assertNotEquals(tokens.successor(token), tokens(OTHER_KEY).successor(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "0123456789012345678901234567890123456789012",
        "01234567890123456789012345678901234567890123",
        "012345678901234567890123456789012345678901=",
        "012345678901234567890123456789012345678901+",
        "01234567890123456789012345678901234567890\u00e92"
      })
  void haveAForm(String text) {
    assertEquals(text.matches("[A-Za-z0-9_-]{43}"), RefreshTokens.isOne(text));
  }

  @Test
  void areNoTokensWithALineEnd() {
    assertFalse(RefreshTokens.isOne(tokens.first() + "\n"));
  }

  @Test
  void areStoredAsTheirSha256() throws NoSuchAlgorithmException {
    String token = tokens.first();

    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII)),
        RefreshTokens.hash(token));
  }

  @Test
  void findTheCurrentOneOfAParentHoweverItWasMade() {
    String parent = tokens.first();
    String refreshed = tokens.successor(parent);
    String steppedUp = tokens.afterStepUp(RefreshTokens.hash(parent));

    assertNotEquals(refreshed, steppedUp);
    assertEquals(Optional.of(refreshed), tokens.current(parent, RefreshTokens.hash(refreshed)));
    assertEquals(Optional.of(steppedUp), tokens.current(parent, RefreshTokens.hash(steppedUp)));
  }

  /** Two replicas, between two steps of a change of the key-encryption key. */
  @Test
  void findTheCurrentOneThatAnotherReplicaMadeWithAnotherKey() {
    RefreshTokens before = tokens(FIRST_KEY + "," + OTHER_KEY);
    RefreshTokens after = tokens(OTHER_KEY + "," + FIRST_KEY);
    String parent = tokens.first();
    for (RefreshTokens maker : List.of(before, after)) {
      for (String made :
          List.of(maker.successor(parent), maker.afterStepUp(RefreshTokens.hash(parent)))) {
        byte[] stored = RefreshTokens.hash(made);

        assertEquals(Optional.of(made), before.current(parent, stored));
        assertEquals(Optional.of(made), after.current(parent, stored));
      }
    }
  }

  @Test
  void areNeverAnsweredThatNobodyStored() {
    String parent = tokens.first();
    byte[] stored = RefreshTokens.hash(tokens.successor(parent));

    assertEquals(Optional.empty(), tokens(OTHER_KEY).current(parent, stored));
  }

  private static RefreshTokens tokens(String key) {
    return new RefreshTokens(RootKeys.of(key), new SecureRandom());
  }
}
