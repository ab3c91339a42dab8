/**
 * Stops guessing: at passwords, and whatever else a person shows to sign in, by account, network
 * and session; and at secrets that are too long to be guessed.
 */
@NullMarked
package com.leadignite.auth.throttle;

import org.jspecify.annotations.NullMarked;
