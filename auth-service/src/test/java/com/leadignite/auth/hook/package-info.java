/** Hooks, tested. */
@NullMarked
package com.leadignite.auth.hook;

import org.jspecify.annotations.NullMarked;
