package com.leadignite.auth.wire;

import com.leadignite.auth.session.IssuedSession;

/** A session as Supabase's clients know it. Does not print its tokens. */
record SessionView(
    String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    String refreshToken,
    UserView user) {

  static SessionView of(IssuedSession session) {
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
