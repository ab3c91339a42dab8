package com.leadignite.auth.sms;

import io.smallrye.mutiny.Uni;

/** Delivers text messages. */
public interface SmsProvider {

  /**
   * Hands a text over. Fails with {@link SmsFailure}, which says whether trying again can help, or
   * with anything else, after which it is tried again.
   */
  Uni<Void> send(Sms sms);
}
