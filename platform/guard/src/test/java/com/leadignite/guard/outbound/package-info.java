/** Calls to servers of others, tested. */
@NullMarked
package com.leadignite.guard.outbound;

import org.jspecify.annotations.NullMarked;
