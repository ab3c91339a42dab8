/** What holds for the endpoints of every service. */
@NullMarked
package com.leadignite.testkit.access;

import org.jspecify.annotations.NullMarked;
