/** Redaction: what may not appear in a log line is removed. */
@NullMarked
package com.leadignite.guard.log;

import org.jspecify.annotations.NullMarked;
