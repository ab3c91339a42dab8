/** What a process remembers for a while. */
@NullMarked
package com.leadignite.guard.memory;

import org.jspecify.annotations.NullMarked;
