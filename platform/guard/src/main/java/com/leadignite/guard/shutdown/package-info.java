/** How a service leaves: what it has taken on is finished, and nobody is cut off. */
@NullMarked
package com.leadignite.guard.shutdown;

import org.jspecify.annotations.NullMarked;
