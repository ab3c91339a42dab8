/**
 * Passkeys and security keys (WebAuthn): registering them, signing in with them, and showing them
 * as a second factor. A passkey is a factor: what holds for those, in {@code mfa}, holds for it.
 *
 * <p>What authenticators send is read without reflection, and checked by webauthn4j.
 */
@NullMarked
package com.leadignite.auth.passkey;

import org.jspecify.annotations.NullMarked;
