/** What measuring needs of the guard's rows. */
@org.jspecify.annotations.NullMarked
package com.leadignite.guard.row;
