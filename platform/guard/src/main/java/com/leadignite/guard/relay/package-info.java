/** Delivers audit events from the outbox to audit-service. */
@NullMarked
package com.leadignite.guard.relay;

import org.jspecify.annotations.NullMarked;
