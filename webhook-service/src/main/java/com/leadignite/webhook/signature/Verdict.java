package com.leadignite.webhook.signature;

/** The result of verifying a request. */
public sealed interface Verdict {

  /**
   * The holder of the secret signed this, within the window.
   *
   * @param deliveryId the sender's id of the delivery
   * @param idIsSigned whether the signature covers that id; if not, an attacker who captured the
   *     request can send it again under another
   * @param signedContent SHA-256 of the signed bytes, in hex
   */
  record Genuine(String deliveryId, boolean idIsSigned, String signedContent) implements Verdict {}

  /** The holder of the secret asks whether the address is ours: it is answered, and not stored. */
  record Handshake(Answer answer) implements Verdict {}

  /** The request is not authentic. */
  record Refused(Refusal refusal) implements Verdict {}
}
