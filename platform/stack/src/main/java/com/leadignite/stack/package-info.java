/**
 * The whole platform on one machine: PostgreSQL, Redis, the four services and a front door in front
 * of them, as a program ({@link com.leadignite.stack.Main}) and as a library ({@link
 * com.leadignite.stack.Stack}).
 */
@NullMarked
package com.leadignite.stack;

import org.jspecify.annotations.NullMarked;
