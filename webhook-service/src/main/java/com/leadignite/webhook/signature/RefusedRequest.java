package com.leadignite.webhook.signature;

import com.leadignite.webhook.signature.Verdict.Refused;
import java.util.function.Supplier;

/**
 * Ends the verification of a request at the step that it does not pass. Carries no stack trace:
 * anybody can cause it, as often as they like.
 */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedRequest(Refusal refusal) {
    super(refusal.wireName(), null, false, false);
    this.refusal = refusal;
  }

  /** What the steps come to, or the refusal of the first that the request does not pass. */
  static Verdict or(Supplier<Verdict> steps) {
    try {
      return steps.get();
    } catch (RefusedRequest e) {
      return new Refused(e.refusal);
    }
  }
}
