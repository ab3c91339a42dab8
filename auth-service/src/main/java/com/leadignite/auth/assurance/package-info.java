/**
 * How a person showed who they are, and how sure that makes us. A second factor adds its constant
 * to {@code AuthenticationMethod} and a package of its own, {@code mfa}, that adds what was shown
 * to the session.
 */
@NullMarked
package com.leadignite.auth.assurance;

import org.jspecify.annotations.NullMarked;
