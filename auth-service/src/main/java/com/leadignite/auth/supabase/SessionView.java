package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.identity.ProviderTokens;
import com.leadignite.auth.password.Weakness;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.verify.Exchanged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session as Supabase's clients know it. Does not print its tokens. */
// Where it is one of two things that a call answers, the call's type does not tell Quarkus of it.
@RegisterForReflection
record SessionView(
    String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    String refreshToken,
    UserView user,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WeakPassword weakPassword,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String providerToken,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String providerRefreshToken) {

  /** What is wrong with the password that was signed in with. */
  @RegisterForReflection
  record WeakPassword(String message, List<String> reasons) {}

  static SessionView of(SessionTokens session) {
    return new SessionView(
        session.accessToken().value(),
        "bearer",
        session.accessToken().lifeSeconds(),
        session.accessToken().expiresAt().getEpochSecond(),
        session.refreshToken(),
        UserView.of(session.account()),
        null,
        null,
        null);
  }

  /** The session of a person with what their provider gave them. */
  static SessionView of(Exchanged exchanged) {
    SessionView view = of(exchanged.session());
    ProviderTokens tokens = exchanged.tokens();
    return tokens == null
        ? view
        : new SessionView(
            view.accessToken,
            view.tokenType,
            view.expiresIn,
            view.expiresAt,
            view.refreshToken,
            view.user,
            null,
            tokens.accessToken(),
            tokens.refreshToken());
  }

  /** The session of a person whose password should be another one. */
  SessionView with(Optional<Weakness> weakness) {
    return weakness
        .map(found -> new WeakPassword(found.message(), List.of(found.reason())))
        .map(weak ->
            new SessionView(
                accessToken,
                tokenType,
                expiresIn,
                expiresAt,
                refreshToken,
                user,
                weak,
                providerToken,
                providerRefreshToken))
        .orElse(this);
  }

  @Override
  public String toString() {
    return "SessionView";
  }
}
