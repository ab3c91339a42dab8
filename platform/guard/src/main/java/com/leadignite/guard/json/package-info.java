/** Strict reading of JSON: ambiguous input is refused. */
@NullMarked
package com.leadignite.guard.json;

import org.jspecify.annotations.NullMarked;
