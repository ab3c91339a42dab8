package com.leadignite.auth.redirect;

import java.util.Optional;

/**
 * What a link's answer is bound to.
 *
 * @param redirectTo where the person is sent, an address that {@link Redirects} allowed
 * @param challenge of the client that alone can exchange the code; empty if the session itself is
 *     handed over in the fragment
 */
public record Flow(String redirectTo, Optional<CodeChallenge> challenge) {

  /** Of a code that a person types where they asked for it. */
  public static final Flow NONE = new Flow("", Optional.empty());
}
