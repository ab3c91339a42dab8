/** Attacks that every service has to withstand: suites that each runs against itself. */
@NullMarked
package com.leadignite.testkit.attack;

import org.jspecify.annotations.NullMarked;
