/** What can go wrong: kinds of problems (RFC 9457), and the exception that carries one. */
@NullMarked
package com.leadignite.guard.problem;

import org.jspecify.annotations.NullMarked;
