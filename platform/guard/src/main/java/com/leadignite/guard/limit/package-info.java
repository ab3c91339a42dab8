/** Rate limits: all of them in one enum, counted in Redis over a sliding window. */
@NullMarked
package com.leadignite.guard.limit;

import org.jspecify.annotations.NullMarked;
