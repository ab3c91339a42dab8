/** Revoked tokens: recorded in Redis, looked up on every request. */
@NullMarked
package com.leadignite.guard.revocation;

import org.jspecify.annotations.NullMarked;
