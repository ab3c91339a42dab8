/** What the platform's other services report for an organization: leads, and calls with them. */
@NullMarked
package com.leadignite.leads.intake;

import org.jspecify.annotations.NullMarked;
