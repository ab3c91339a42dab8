/** The library on every request's path. Start at {@link com.leadignite.guard.GuardOrder}. */
@NullMarked
package com.leadignite.guard;

import org.jspecify.annotations.NullMarked;
