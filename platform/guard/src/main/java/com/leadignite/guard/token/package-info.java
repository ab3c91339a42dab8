/**
 * Tokens: whose they are and whether they hold, the keys they are verified with, and the tokens a
 * service shows when it calls another.
 */
@NullMarked
package com.leadignite.guard.token;

import org.jspecify.annotations.NullMarked;
