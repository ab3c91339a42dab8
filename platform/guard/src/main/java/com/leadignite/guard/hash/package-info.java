/** SHA-256 and HMAC-SHA256, which every Java runtime has. */
@NullMarked
package com.leadignite.guard.hash;

import org.jspecify.annotations.NullMarked;
