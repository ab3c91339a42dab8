/**
 * Secrets that are used once: the code and the link of a mail. Each is bound to a purpose, an
 * account, an address and a flow, and expires.
 */
@NullMarked
package com.leadignite.auth.onetime;

import org.jspecify.annotations.NullMarked;
