/** Secrets that are changed while the service runs. */
@NullMarked
package com.leadignite.guard.secret;

import org.jspecify.annotations.NullMarked;
