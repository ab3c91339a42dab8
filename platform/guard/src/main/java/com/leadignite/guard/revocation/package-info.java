/** Tokens that ended before their time: kept in Redis, asked on every request. */
@NullMarked
package com.leadignite.guard.revocation;

import org.jspecify.annotations.NullMarked;
