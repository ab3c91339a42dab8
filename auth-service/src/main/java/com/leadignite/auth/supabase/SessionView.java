package com.leadignite.auth.supabase;

import com.leadignite.auth.session.SessionTokens;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A session as Supabase's clients know it. Does not print its tokens. */
// Where it is one of two things that a call answers, the call's type does not tell Quarkus of it.
@RegisterForReflection
record SessionView(
    String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    String refreshToken,
    UserView user) {

  static SessionView of(SessionTokens session) {
    return new SessionView(
        session.accessToken().value(),
        "bearer",
        session.accessToken().lifeSeconds(),
        session.accessToken().expiresAt().getEpochSecond(),
        session.refreshToken(),
        UserView.of(session.account()));
  }

  @Override
  public String toString() {
    return "SessionView";
  }
}
