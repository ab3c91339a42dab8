package com.leadignite.auth.captcha;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Does the work, as ALTCHA's clients do. */
final class TestingSolver {

  private static final HexFormat HEX = HexFormat.of();

  private TestingSolver() {}

  /** What such a client sends of a challenge's JSON. */
  static String solve(JsonObject challenge) {
    JsonObject parameters = challenge.getJsonObject("parameters");
    for (int counter = 0; ; counter++) {
      String key = key(parameters, counter);
      if (key.startsWith(parameters.getString("keyPrefix"))) {
        return sent(challenge, new JsonObject().put("counter", counter).put("derivedKey", key));
      }
    }
  }

  /** A solution that looks right and has not been worked for. */
  static String pretend(JsonObject challenge) {
    return sent(challenge, new JsonObject().put("counter", 1).put("derivedKey", "00".repeat(32)));
  }

  static String sent(JsonObject challenge, JsonObject solution) {
    JsonObject sent = new JsonObject().put("challenge", challenge).put("solution", solution);
    return Base64.getEncoder().encodeToString(sent.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String key(JsonObject parameters, int counter) {
    byte[] nonce = HEX.parseHex(parameters.getString("nonce"));
    byte[] password = ByteBuffer.allocate(nonce.length + 4).put(nonce).putInt(counter).array();
    return HEX.formatHex(
        Pbkdf2.firstBlock(
            password, HEX.parseHex(parameters.getString("salt")), parameters.getInteger("cost")));
  }
}
