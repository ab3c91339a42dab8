package com.leadignite.auth.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Who may make an account, and the first one. */
@ConfigMapping(prefix = "leadignite.auth")
public interface SignUpConfig {

  /** Who may sign up; {@code open} if neither this nor {@code sign-up-open} is set. */
  @WithName("sign-up")
  Optional<SignUpMode> signUp();

  /** The setting of earlier versions: {@code false} is {@code sign-up=invited}. */
  @WithName("sign-up-open")
  @WithDefault("true")
  boolean signUpOpen();

  /** Who may sign up. */
  default SignUpMode signUpMode() {
    return signUp().orElse(signUpOpen() ? SignUpMode.OPEN : SignUpMode.INVITED);
  }

  /** The first administrator, made once, if there is none. */
  @WithName("first-admin")
  FirstAdmin firstAdmin();

  /** The first administrator. */
  interface FirstAdmin {
    /** The address to sign in with. */
    Optional<String> email();

    /** The password to sign in with; held to the same rules as any other. */
    Optional<Secret<String>> password();
  }
}
