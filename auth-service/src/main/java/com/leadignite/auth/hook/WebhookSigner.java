package com.leadignite.auth.hook;

import com.leadignite.guard.hash.HmacSha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs calls by Standard Webhooks (standardwebhooks.com), with each of its secrets. */
final class WebhookSigner {

  private static final String PREFIX = "v1,whsec_";
  private static final int FEWEST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<HmacSha256> keys;

  private WebhookSigner(List<HmacSha256> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads secrets, separated by {@code |}.
   *
   * @throws IllegalArgumentException if there is none, or one is malformed, short or long; does not
   *     say what it was
   */
  static WebhookSigner of(String secrets) {
    return new WebhookSigner(
        Arrays.stream(secrets.split("\\|", -1))
            .map(String::strip)
            .map(WebhookSigner::key)
            .toList());
  }

  private static HmacSha256 key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw malformed();
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      // Its text repeats the secret.
      throw malformed();
    }
    if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
      throw malformed();
    }
    return HmacSha256.withKey(key);
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "a secret is v1,whsec_ and " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes in base64");
  }

  /**
   * The header fields of a signed call.
   *
   * @param id names the message, also when it is sent again
   */
  Map<String, String> sign(String id, Instant at, String body) {
    String timestamp = Long.toString(at.getEpochSecond());
    String signed = id + "." + timestamp + "." + body;
    return Map.of(
        "webhook-id", id,
        "webhook-timestamp", timestamp,
        "webhook-signature",
            keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(key.of(signed)))
                .collect(Collectors.joining(" ")));
  }
}
