package com.leadignite.auth.mail;

import com.leadignite.auth.account.Address;
import java.time.Instant;
import java.util.Map;

/**
 * A mail to send, or a text message. Does not print what it says.
 *
 * @param kind which template
 * @param to whom
 * @param values what the template is filled with, by name
 * @param expiresAt when it is of no use any more
 * @param wanted whether to send it; a mail to an address without an account is stored like any
 *     other, so that the answer takes the same time, and deleted by the sender (B18)
 */
public record Mail(
    MailKind kind, Address to, Map<String, String> values, Instant expiresAt, boolean wanted) {

  public Mail {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return "Mail[kind=" + kind + "]";
  }
}
