package com.leadignite.auth.oauth;

import com.leadignite.auth.token.Revocation;
import java.util.List;

/**
 * What became of a code or a refresh token that a client showed. A refusal is committed, too: what
 * was used up stays so.
 */
sealed interface GrantOutcome {

  /** The client has its tokens. */
  record Issued(OAuthToken token) implements GrantOutcome {}

  /**
   * The client has none.
   *
   * @param why for the audit log alone: every client is told the same
   * @param revocations of tokens that ended with it
   */
  record Refused(String why, List<Revocation> revocations) implements GrantOutcome {

    Refused(String why) {
      this(why, List.of());
    }
  }
}
