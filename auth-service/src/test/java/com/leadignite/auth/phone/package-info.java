/** Phones, tested. */
@NullMarked
package com.leadignite.auth.phone;

import org.jspecify.annotations.NullMarked;
