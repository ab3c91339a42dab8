/** What every service's management port has to answer: a suite that each runs against itself. */
@NullMarked
package com.leadignite.testkit.management;

import org.jspecify.annotations.NullMarked;
