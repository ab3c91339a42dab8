/** Reading JSON bodies strictly: every rule a body breaks is told at once, by member. */
@NullMarked
package com.leadignite.leads.body;

import org.jspecify.annotations.NullMarked;
