@NullMarked
package com.leadignite.auth.onetime;

import org.jspecify.annotations.NullMarked;
