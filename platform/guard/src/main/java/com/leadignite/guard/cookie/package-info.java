/** Sessions in a browser's cookies, and what keeps other sites from using them (CSRF). */
@NullMarked
package com.leadignite.guard.cookie;

import org.jspecify.annotations.NullMarked;
