/** Who is calling: one immutable description of the person, service or key behind a request. */
@NullMarked
package com.leadignite.guard.caller;

import org.jspecify.annotations.NullMarked;
