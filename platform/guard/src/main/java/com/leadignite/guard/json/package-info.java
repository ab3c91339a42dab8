/** How strictly JSON is read: what is sent is what was meant, or it is refused. */
@NullMarked
package com.leadignite.guard.json;

import org.jspecify.annotations.NullMarked;
