@NullMarked
package com.leadignite.auth.throttle;

import org.jspecify.annotations.NullMarked;
