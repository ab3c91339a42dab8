@NullMarked
package com.leadignite.auth.wire;

import org.jspecify.annotations.NullMarked;
