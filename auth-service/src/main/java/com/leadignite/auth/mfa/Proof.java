package com.leadignite.auth.mfa;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.token.Revocation;
import java.util.List;

/** How showing a factor ended: a value, since what a wrong one leaves behind has to commit. */
public sealed interface Proof {

  /** It was right: the session's next tokens, and what they replace. */
  record Right(SessionTokens session, List<Revocation> revocations) implements Proof {

    public Right {
      revocations = List.copyOf(revocations);
    }
  }

  /** It was wrong. */
  record Wrong(AuthProblem why) implements Proof {}
}
