/** Doubles of the services that a service calls, over real HTTP. */
@NullMarked
package com.leadignite.testkit.peer;

import org.jspecify.annotations.NullMarked;
