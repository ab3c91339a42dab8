package com.leadignite.leads.idempotency;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.body.Errors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request under an idempotency key.
 *
 * @param key the key as it was sent, 1 to 255 visible ASCII characters
 * @param payloadSha256 the SHA-256 of the body's bytes, in hexadecimal
 */
public record IdempotentRequest(String key, String payloadSha256) {

  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  /**
   * The request where it carries a key; empty where it does not.
   *
   * @param keys the values of the header field, as often as it was sent
   * @throws Problem {@link CommonProblem#VALIDATION_FAILED} where the key cannot be one, or there
   *     are several: ignored, a request sent twice would create twice
   */
  public static Optional<IdempotentRequest> of(List<String> keys, byte[] body) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = keys.getFirst();
    if (keys.size() > 1 || !KEY.matcher(key).matches()) {
      Errors errors = new Errors();
      errors.add("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
      errors.throwIfAny();
    }
    return Optional.of(new IdempotentRequest(key, sha256(body)));
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
