/** Moments as the wire and PostgreSQL have them. */
@NullMarked
package com.leadignite.guard.time;

import org.jspecify.annotations.NullMarked;
