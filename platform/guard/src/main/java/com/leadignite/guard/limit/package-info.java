/**
 * How often anybody may do anything: all rate limits in one enum, counted in Redis over a sliding
 * window.
 */
@NullMarked
package com.leadignite.guard.limit;

import org.jspecify.annotations.NullMarked;
