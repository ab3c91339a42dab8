package com.leadignite.webhook.signature;

import java.util.Locale;

/** Why a request is refused; for our own logs, metrics and audit events. */
public enum Refusal {
  /** A header field that the scheme needs is not there. */
  HEADER_MISSING,
  /**
   * A header field that the scheme needs is there twice: proxies and we may read different ones.
   */
  HEADER_REPEATED,
  /**
   * The delivery's id is empty, too long, or has characters that make the signed text ambiguous.
   */
  ID_MALFORMED,
  /** The timestamp is not all digits. */
  TIMESTAMP_MALFORMED,
  /** No signature in the header has the form of one. */
  SIGNATURE_MALFORMED,
  /** More signatures in the header than anybody needs: somebody is guessing in bulk. */
  SIGNATURES_TOO_MANY,
  /** No signature is right. */
  SIGNATURE_WRONG,
  /** The signature is right, but too old, or of a sender whose clock is ahead. */
  TIMESTAMP_OUTSIDE_WINDOW,
  /** The signature is right, but of another account of the provider's than the source is for. */
  ACCOUNT_WRONG,
  /** The source takes webhooks of other addresses. */
  ADDRESS_NOT_ALLOWED,
  /** The signature is right, but the timestamp is in milliseconds or smaller units. */
  TIMESTAMP_NOT_IN_SECONDS;

  /** The reason's name in metrics and events: {@code signature_wrong}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
