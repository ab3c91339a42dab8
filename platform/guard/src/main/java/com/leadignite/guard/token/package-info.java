/**
 * Tokens: verifying them, the keys they are verified with, and the tokens with which a service
 * calls others.
 */
@NullMarked
package com.leadignite.guard.token;

import org.jspecify.annotations.NullMarked;
