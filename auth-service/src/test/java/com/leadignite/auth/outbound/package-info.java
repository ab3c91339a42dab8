/** Calls to servers of others, tested. */
@NullMarked
package com.leadignite.auth.outbound;

import org.jspecify.annotations.NullMarked;
