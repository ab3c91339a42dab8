/** The routes of a service: what each path accepts, and their labels in metrics. */
@NullMarked
package com.leadignite.guard.route;

import org.jspecify.annotations.NullMarked;
