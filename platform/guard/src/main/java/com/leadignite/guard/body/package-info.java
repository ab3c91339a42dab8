/**
 * Bodies of requests as records. The types of a record's components say what JSON each member may
 * be, their Bean Validation constraints say what values; everything that is wrong is answered at
 * once, by member.
 */
@NullMarked
package com.leadignite.guard.body;

import org.jspecify.annotations.NullMarked;
