/**
 * Where people are redirected to after they opened a link of ours, and how their session gets
 * there: in the fragment of the address, or as a code that only the client that asked can exchange
 * (PKCE).
 */
@NullMarked
package com.leadignite.auth.redirect;

import org.jspecify.annotations.NullMarked;
