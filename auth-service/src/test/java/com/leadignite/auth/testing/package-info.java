/** What the tests of this service share. */
@NullMarked
package com.leadignite.auth.testing;

import org.jspecify.annotations.NullMarked;
