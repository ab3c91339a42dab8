package com.leadignite.auth.redirect;

import java.util.Optional;

/**
 * What a link's answer is bound to.
 *
 * @param redirectTo where the person is sent, an address that {@link Redirects} allowed
 * @param challenge of the client that alone can exchange the code; empty if the session itself is
 *     handed over in the fragment
 */
public record Flow(String redirectTo, Optional<CodeChallenge> challenge) {}
