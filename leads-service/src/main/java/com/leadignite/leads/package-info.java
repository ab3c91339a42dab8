/** What all features of leads-service share. */
@NullMarked
package com.leadignite.leads;

import org.jspecify.annotations.NullMarked;
