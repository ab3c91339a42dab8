/** How senders sign webhooks, as pure functions over the bytes, the header fields and the time. */
@NullMarked
package com.leadignite.webhook.signature;

import org.jspecify.annotations.NullMarked;
