/** What may stand in a log line, and what is taken out of it on the way. */
@NullMarked
package com.leadignite.guard.log;

import org.jspecify.annotations.NullMarked;
