package com.leadignite.auth.session;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.guard.audit.AuditEvents;
import jakarta.inject.Singleton;

/** What the audit log says of people who signed in. */
@Singleton
public final class SignInEvents {

  private final AuditEvents events;

  SignInEvents(AuditEvents events) {
    this.events = events;
  }

  /** That a session was opened; more can be said of it. */
  public AuditEvents.Builder succeeded(SessionTokens session, AuthenticationMethod method) {
    return events
        .of("auth.login.succeeded")
        .actor(
            "user",
            session.account().id().toString(),
            session.account().name(),
            session.sessionId().value())
        .tenant(session.account().tenantId())
        .target("session", session.sessionId())
        .meta("method", method.wireName());
  }
}
