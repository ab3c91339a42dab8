/** Creating calls that may be sent twice and create once. */
@NullMarked
package com.leadignite.leads.idempotency;

import org.jspecify.annotations.NullMarked;
