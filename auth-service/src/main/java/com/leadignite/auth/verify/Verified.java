package com.leadignite.auth.verify;

import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.session.SessionTokens;

/** The result of using a code or a link. */
public sealed interface Verified {

  /** Where the person is redirected to. */
  String redirectTo();

  /** A session was opened. Does not print its tokens. */
  record SignedIn(SessionTokens session, Purpose purpose, String redirectTo) implements Verified {}

  /** One of two mailboxes agreed to a change of address; the other has to, too. */
  record HalfDone(String redirectTo) implements Verified {}

  /** A code was made that the client exchanges for a session. Does not print it. */
  record CodeMade(String code, String redirectTo) implements Verified {

    @Override
    public String toString() {
      return "CodeMade";
    }
  }
}
