/** Calls to servers of others, which may be slow, wrong or not who they seem. */
@NullMarked
package com.leadignite.guard.outbound;

import org.jspecify.annotations.NullMarked;
