package com.leadignite.auth.captcha;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends: base64 of a JSON object with the challenge, as it was given, and the
 * solution. Nothing of it is true yet.
 *
 * @param parameters of the challenge, in the form that is signed
 * @param expiresAt which of them says until when it can be answered
 * @param nonce which of them names it
 * @param salt which of them is PBKDF2's salt
 * @param signature of the challenge
 * @param counter what was found
 * @param derivedKey the key, in hexadecimal
 */
record Solution(
    String parameters,
    long expiresAt,
    String nonce,
    String salt,
    String signature,
    long counter,
    String derivedKey) {

  /** What ALTCHA's clients send is half as long. */
  static final int LONGEST = 2048;

  private static final Pattern BYTES_16 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern BYTES_32 = Pattern.compile("[0-9a-f]{64}");
  private static final long LARGEST_COUNTER = 0xffff_ffffL;

  /** Reads one; empty if it is none. */
  static Optional<Solution> parse(String sent) {
    if (sent.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getDecoder().decode(sent);
      return of(new JsonObject(new String(json, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | DecodeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Solution> of(JsonObject sent) {
    JsonObject challenge = object(sent.getValue("challenge"));
    JsonObject parameters = object(challenge.getValue("parameters"));
    JsonObject solution = object(sent.getValue("solution"));
    String nonce = matching(BYTES_16, parameters.getValue("nonce"));
    String salt = matching(BYTES_16, parameters.getValue("salt"));
    String signature = matching(BYTES_32, challenge.getValue("signature"));
    String key = matching(BYTES_32, solution.getValue("derivedKey"));
    if (nonce == null || salt == null || signature == null || key == null) {
      return Optional.empty();
    }
    long counter = whole(solution.getValue("counter"));
    return counter < 0 || counter > LARGEST_COUNTER
        ? Optional.empty()
        : Optional.of(
            new Solution(
                new JsonObject(new TreeMap<>(parameters.getMap())).encode(),
                whole(parameters.getValue("expiresAt")),
                nonce,
                salt,
                signature,
                counter,
                key));
  }

  private static JsonObject object(@Nullable Object value) {
    return value instanceof JsonObject object ? object : new JsonObject();
  }

  private static @Nullable String matching(Pattern pattern, @Nullable Object value) {
    return value instanceof String text && pattern.matcher(text).matches() ? text : null;
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : -1;
  }
}
