/** Signing up and in, tested. */
@NullMarked
package com.leadignite.auth.signin;

import org.jspecify.annotations.NullMarked;
