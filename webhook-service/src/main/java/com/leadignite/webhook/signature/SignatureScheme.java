package com.leadignite.webhook.signature;

import java.time.Instant;
import java.util.List;

/** One way of signing webhooks. */
public interface SignatureScheme {

  /**
   * Tells whether a request is genuine. Nothing is skipped when it is absent: a request without a
   * signature, and a source without a secret, are refused.
   *
   * @param request what was received
   * @param secrets the keys that are valid now; one, or two while a sender changes over
   * @param now the time
   */
  Verdict verify(SignedRequest request, List<Secret> secrets, Instant now);

  /** The settings that describe this scheme, all of them given. */
  SchemeSettings settings();

  /** The header fields of its own, in lower case, that are stored with a webhook. */
  List<String> storedHeaders();
}
