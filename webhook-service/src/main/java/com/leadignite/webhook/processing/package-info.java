/**
 * What becomes of webhooks: they are read by the format of their source, and reported to
 * leads-service.
 */
@NullMarked
package com.leadignite.webhook.processing;

import org.jspecify.annotations.NullMarked;
