/** Brings the service's schema to what its version needs. */
@NullMarked
package com.leadignite.guard.migration;

import org.jspecify.annotations.NullMarked;
