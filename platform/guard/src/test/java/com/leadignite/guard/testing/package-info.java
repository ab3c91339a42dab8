/** What the guard's own tests share: the servers behind its test application. */
@NullMarked
package com.leadignite.guard.testing;

import org.jspecify.annotations.NullMarked;
