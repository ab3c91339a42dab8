/** What the worst texts cost a service, for every member of every operation. */
@NullMarked
package com.leadignite.testkit.cost;

import org.jspecify.annotations.NullMarked;
