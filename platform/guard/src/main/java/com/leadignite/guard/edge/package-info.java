/**
 * The outermost layer: which requests are looked at at all, whose address they come from, and what
 * every answer carries.
 */
@NullMarked
package com.leadignite.guard.edge;

import org.jspecify.annotations.NullMarked;
