/** The second factors of an account, as they are stored and shown. */
@NullMarked
package com.leadignite.auth.factor;

import org.jspecify.annotations.NullMarked;
