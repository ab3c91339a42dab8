/** Passwords: which are accepted, and how they are hashed and checked. */
@NullMarked
package com.leadignite.auth.password;

import org.jspecify.annotations.NullMarked;
