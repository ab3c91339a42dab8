/** Whether the service may start, and whether it is ready once it has. */
@NullMarked
package com.leadignite.guard.startup;

import org.jspecify.annotations.NullMarked;
