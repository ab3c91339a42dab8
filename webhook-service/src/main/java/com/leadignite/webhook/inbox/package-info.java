/** What was received: verified, stored once, and shown to admins. */
@NullMarked
package com.leadignite.webhook.inbox;

import org.jspecify.annotations.NullMarked;
