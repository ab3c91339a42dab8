package com.leadignite.auth.sms;

import com.leadignite.auth.account.PhoneNumber;
import java.util.UUID;

/**
 * A text message. Does not print what it says.
 *
 * @param id names it, also when it is sent again
 * @param to whom
 * @param code that it carries
 * @param type what the code is good for, as Supabase's clients call it
 * @param text all of it
 */
public record Sms(UUID id, PhoneNumber to, String code, String type, String text) {

  @Override
  public String toString() {
    return "Sms[id=" + id + "]";
  }
}
