/** The leads-service's own package, entered for measuring. */
@NullMarked
package com.leadignite.leads.lead;

import org.jspecify.annotations.NullMarked;
