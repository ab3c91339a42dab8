package com.leadignite.webhook.signature;

/** What a scheme says of a request. */
public sealed interface Verdict {

  /**
   * The holder of the secret signed this, within the window.
   *
   * @param deliveryId the sender's name for the delivery
   * @param idIsSigned whether the signature covers that name; where it does not, whoever captured
   *     the request can send it again under another
   * @param signedContent SHA-256 of the signed bytes, in hex
   */
  record Genuine(String deliveryId, boolean idIsSigned, String signedContent) implements Verdict {}

  /** Not to be believed. */
  record Refused(Refusal refusal) implements Verdict {}
}
