/** Leads: who may see and change which, and how they are kept. */
@NullMarked
package com.leadignite.leads.lead;

import org.jspecify.annotations.NullMarked;
