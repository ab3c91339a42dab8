/** A bounded cache in memory. */
@NullMarked
package com.leadignite.guard.cache;

import org.jspecify.annotations.NullMarked;
