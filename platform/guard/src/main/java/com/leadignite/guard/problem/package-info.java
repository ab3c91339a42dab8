/** How errors look: RFC 9457 problem documents for everything that goes wrong. */
@NullMarked
package com.leadignite.guard.problem;

import org.jspecify.annotations.NullMarked;
