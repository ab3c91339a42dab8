/**
 * Passwords: which are good enough, how they are hashed and checked, and how often one may guess.
 */
@NullMarked
package com.leadignite.auth.password;

import org.jspecify.annotations.NullMarked;
