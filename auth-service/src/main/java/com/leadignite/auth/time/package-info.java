/** Times as columns and parameters of statements. */
@NullMarked
package com.leadignite.auth.time;

import org.jspecify.annotations.NullMarked;
