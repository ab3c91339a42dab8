package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.onetime.OneTimeSecret;

/**
 * A link that was made. Does not print it.
 *
 * @param account whom it is for
 * @param type what it is for: a sign-up, if a magic link was asked for and there was no account
 * @param link the whole of it
 * @param secret its token, and the code that does the same
 * @param redirectTo where it leads
 */
public record GeneratedLink(
    Account account, LinkType type, String link, OneTimeSecret secret, String redirectTo) {

  @Override
  public String toString() {
    return "GeneratedLink[type=" + type + "]";
  }
}
