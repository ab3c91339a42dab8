package com.leadignite.auth.supabase;

import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.redirect.Flow;
import com.leadignite.auth.redirect.Redirects;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads where a client wants the link of a mail to lead. */
@Singleton
final class Flows {

  private final Redirects redirects;

  Flows(Redirects redirects) {
    this.redirects = redirects;
  }

  /** Fails if the client sent half a challenge, or a plain one. */
  Flow of(
      @Nullable String redirectTo, @Nullable String challenge, @Nullable String challengeMethod) {
    return new Flow(redirects.target(redirectTo), CodeChallenge.of(challenge, challengeMethod));
  }
}
