/** Signing up and signing in with a password. */
@NullMarked
package com.leadignite.auth.signin;

import org.jspecify.annotations.NullMarked;
