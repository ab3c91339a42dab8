package com.leadignite.auth.session;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import java.util.List;

/** How a refresh ended: a value, since a refusal that ends a session has to commit. */
sealed interface RefreshOutcome {

  /** A new pair of tokens, or the current one again. */
  record Issued(SessionTokens session) implements RefreshOutcome {}

  /** Nothing was changed. */
  record Refused(AuthProblem why) implements RefreshOutcome {}

  /** A token that was used before: its session is over. */
  record Reused(List<Revocation> revocations) implements RefreshOutcome {

    public Reused {
      revocations = List.copyOf(revocations);
    }
  }
}
