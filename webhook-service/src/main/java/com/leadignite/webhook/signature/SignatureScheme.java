package com.leadignite.webhook.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /**
   * The sample signed as its sender signs; empty if only the sender can, because the key here is
   * public.
   */
  Optional<Sample.Signed> sign(Sample sample, Secret secret);

  /** Whether the settings can use the secret, which has the form of its kind. */
  default boolean admits(Secret secret) {
    return true;
  }

  /**
   * Why no source should be given these settings, for the admin who wrote them; empty if it may. A
   * source that has them all the same is read, so that they can be changed, and takes nothing.
   */
  default Optional<String> objection() {
    return Optional.empty();
  }

  /** What the request says has happened, such as {@code invoice.paid}; empty if it does not say. */
  default Optional<String> eventType(SignedRequest request) {
    return Optional.empty();
  }

  /** What the sender expects in answer to a webhook that is stored; empty for what we answer. */
  default Optional<Answer> accepted() {
    return Optional.empty();
  }

  /**
   * The answer to a GET by which a provider asks whether the address is its customer's; empty if
   * this sender asks none, or if it does not know what its customer agreed on.
   */
  default Optional<Answer> challenge(SignedRequest request) {
    return Optional.empty();
  }
}
