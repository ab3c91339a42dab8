package com.leadignite.leads.idempotency;

import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
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
   * The request if it carries a key; empty if it does not.
   *
   * @param keys the values of the header field, as often as it was sent
   * @throws Problem {@link CommonProblem#VALIDATION_FAILED} if the key is invalid or there are
   *     several: ignored, a request sent twice would create twice
   */
  public static Optional<IdempotentRequest> of(List<String> keys, SentBody<?> body) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = keys.getFirst();
    if (keys.size() > 1 || !KEY.matcher(key).matches()) {
      throw Violations.of("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
    }
    return Optional.of(new IdempotentRequest(key, body.sha256()));
  }
}
