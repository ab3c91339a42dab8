/** Time that a test can turn. */
@NullMarked
package com.leadignite.testkit.time;

import org.jspecify.annotations.NullMarked;
