/** Tells endpoints of events: until each has confirmed them, and no longer than some days. */
@NullMarked
package com.leadignite.webhook.delivery;

import org.jspecify.annotations.NullMarked;
