/** Calls with leads: entered by people, and reported by the providers of voice assistants. */
@NullMarked
package com.leadignite.leads.call;

import org.jspecify.annotations.NullMarked;
