/** Who may send us webhooks: an organization's sources, their settings and their secrets. */
@NullMarked
package com.leadignite.webhook.source;

import org.jspecify.annotations.NullMarked;
