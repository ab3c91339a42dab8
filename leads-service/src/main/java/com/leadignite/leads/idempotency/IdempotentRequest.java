package com.leadignite.leads.idempotency;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.body.Errors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
   * @throws Problem {@link CommonProblem#VALIDATION_FAILED} where the key cannot be one
   */
  public static Optional<IdempotentRequest> of(@Nullable String key, byte[] body) {
    if (key == null) {
      return Optional.empty();
    }
    if (!KEY.matcher(key).matches()) {
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
