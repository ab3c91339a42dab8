/**
 * What happened: audit events, written to the outbox in the transaction of the change they tell of.
 */
@NullMarked
package com.leadignite.guard.audit;

import org.jspecify.annotations.NullMarked;
