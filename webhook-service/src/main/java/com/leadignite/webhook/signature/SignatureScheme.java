package com.leadignite.webhook.signature;

import java.time.Instant;
import java.util.List;

/** One way of signing webhooks. */
public sealed interface SignatureScheme permits GenericHmac {

  /**
   * Tells whether a request is genuine. Nothing is skipped when it is absent: a request without a
   * signature, and a source without a secret, are refused.
   *
   * @param request what was received
   * @param secrets the keys that are valid now; one, or two while a sender changes over
   * @param now what the clock says
   */
  Verdict verify(SignedRequest request, List<Secret> secrets, Instant now);
}
