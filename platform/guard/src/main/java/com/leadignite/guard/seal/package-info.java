/** Encryption at rest: of the few secrets in a database that have to be read again. */
@NullMarked
package com.leadignite.guard.seal;

import org.jspecify.annotations.NullMarked;
