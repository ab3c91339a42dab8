/**
 * Who may call an endpoint: the declaration every resource method carries, and the filter that
 * enforces it.
 */
@NullMarked
package com.leadignite.guard.access;

import org.jspecify.annotations.NullMarked;
