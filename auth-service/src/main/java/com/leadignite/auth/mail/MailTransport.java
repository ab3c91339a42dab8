package com.leadignite.auth.mail;

import com.leadignite.auth.mail.MailStore.Waiting;
import io.smallrye.mutiny.Uni;

/** Hands a mail, or a text, to whoever delivers it. */
interface MailTransport {

  /** Ends once it was accepted, and fails if it was not. */
  Uni<Void> send(Waiting mail);
}
