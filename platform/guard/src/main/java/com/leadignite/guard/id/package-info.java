/** Identifiers as types. */
@NullMarked
package com.leadignite.guard.id;

import org.jspecify.annotations.NullMarked;
